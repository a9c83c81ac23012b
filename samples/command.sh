# Runs a command of the sample: sourced by the scripts beside it, with the main class and its arguments behind the script's own name.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
sample=$root/samples/jetty-tasklist
source "$root/samples/build.sh"

jars() {
  find "$sample/target" -maxdepth 1 -name 'jetty-tasklist-*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' 2>/dev/null
}

run_main() {
  choose_java
  # What is there is used even when a source is newer: the sample may be running from these very files.
  if [[ -z $(jars) || ! -d $sample/target/lib || ! -f $sample/target/classes/dev/gatehouse/samples/tasklist/TokenCommand.class ]]; then
    build_module "the sample" samples/jetty-tasklist
  fi
  # A short life: the quick compiler alone starts fastest.
  # shellcheck disable=SC2086 # several options may stand in JAVA_OPTS
  exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx64m -Dfile.encoding=UTF-8 ${JAVA_OPTS:-} \
    -cp "$(jars | head -n 1)" "$@"
}
