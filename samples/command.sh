# Runs a command of the sample: sourced by the scripts beside it, with the main class and its arguments behind the script's own name.
set -euo pipefail

command=samples/$(basename "$0")
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
sample=$root/samples/jetty-tasklist

java=java
javac=javac
if [[ -n ${JAVA_HOME:-} ]]; then
  java=$JAVA_HOME/bin/java
  javac=$JAVA_HOME/bin/javac
fi

jars() {
  find "$sample/target" -maxdepth 1 -name 'jetty-tasklist-*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' 2>/dev/null
}

run_main() {
  if ! command -v "$java" >/dev/null; then
    echo "$command needs java 17 or newer: install a JDK, or let JAVA_HOME point to one." >&2
    exit 2
  fi
  # What is there is used even when a source is newer: the sample may be running from these very files.
  if [[ -z $(jars) || ! -d $sample/target/lib || ! -f $sample/target/classes/dev/gatehouse/samples/tasklist/TokenCommand.class ]]; then
    if ! command -v "$javac" >/dev/null || ! command -v mvn >/dev/null; then
      echo "$command needs a JDK, 17 or newer, and Maven (mvn) 3.8 or newer to build the sample: install them, for example with: apt-get install default-jdk-headless maven" >&2
      exit 2
    fi
    echo "Building the sample; the first time this takes a few minutes ..." >&2
    (cd "$root" && mvn -q -B -Dmaven.test.skip=true -pl samples/jetty-tasklist -am package) >&2
  fi
  # A short life: the quick compiler alone starts fastest.
  # shellcheck disable=SC2086 # several options may stand in JAVA_OPTS
  exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx64m -Dfile.encoding=UTF-8 ${JAVA_OPTS:-} \
    -cp "$(jars | head -n 1)" "$@"
}
