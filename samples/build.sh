# Builds a module and what it depends on, without tests, and says how far it is. Sourced by the scripts that run something;
# needs bash and what every Linux and macOS has, a JDK and Maven.
#
#   build_module NAME MODULE   NAME is for the reader, MODULE what Maven is told behind -pl

# Chooses the JVM, as java and java_version. Ends with status 2 and a remedy when none is new enough.
choose_java() {
  java=java
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
  fi
  if ! command -v "$java" >/dev/null; then
    if [[ -n ${JAVA_HOME:-} ]]; then
      echo "$0 needs Java 17 or newer. JAVA_HOME is $JAVA_HOME, and there is no bin/java in it." >&2
    else
      echo "$0 needs Java 17 or newer, and there is no java on the PATH." >&2
    fi
    install_hint
    exit 2
  fi
  java_version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  if [[ -n $java_version && $java_version -lt 17 ]]; then
    echo "$0 needs Java 17 or newer; $(command -v "$java") is Java $java_version." >&2
    install_hint
    exit 2
  fi
}

install_hint() {
  echo "  Debian, Ubuntu:  apt-get install default-jdk-headless maven" >&2
  echo "  macOS:           brew install openjdk maven" >&2
  echo "Where there are several, JAVA_HOME chooses." >&2
}

# Sets class_sharing to options with which the JVM takes its classes from an archive, and makes the archive at the end
# of the first run. The JVM ignores an archive of other jars or of another JDK; -Xlog keeps it from warning about that.
#
#   share_classes FILE JAR   FILE without its extension; the archive is made anew when it is older than JAR
share_classes() {
  local archive=$1-${java_version:-unknown}.jsa
  class_sharing=()
  if [[ ! -w $(dirname "$archive") ]]; then
    return 0
  fi
  # The JVM refuses to make an archive when an agent is loaded, such as that of a debugger or of OpenTelemetry.
  if [[ "${JAVA_OPTS:-} ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-}" =~ -(javaagent|agentlib|agentpath): ]]; then
    return 0
  fi
  if [[ ${java_version:-0} -ge 19 ]]; then
    class_sharing=(-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$archive")
  elif [[ -f $archive && $archive -nt $2 ]]; then
    class_sharing=("-XX:SharedArchiveFile=$archive")
  else
    class_sharing=("-XX:ArchiveClassesAtExit=$archive")
  fi
  class_sharing+=(-Xshare:auto "-Xlog:cds*=off")
}

need_build_tools() {
  local javac=javac
  if [[ -n ${JAVA_HOME:-} ]]; then
    javac=$JAVA_HOME/bin/javac
  fi
  if ! command -v "$javac" >/dev/null; then
    echo "$0 has to build first, which needs a JDK; there is a Java runtime without the compiler (javac)." >&2
    install_hint
    exit 2
  fi
  if ! command -v mvn >/dev/null; then
    echo "$0 has to build first, which needs Maven (mvn) 3.8 or newer." >&2
    install_hint
    exit 2
  fi
}

build_module() {
  local name=$1 module=$2 log=$root/target/build.log pid status=0 started=$SECONDS
  need_build_tools
  mkdir -p "$root/target"
  echo "Building $name. The first time this downloads the libraries and takes some minutes; the log is $log" >&2
  # A user need not wait for the analysis of the code. mvn verify has it.
  (cd "$root" && exec mvn -B -Dmaven.test.skip=true -Derrorprone.checks=-XepDisableAllChecks -Dnullaway.level=OFF \
    -pl "$module" -am package) >"$log" 2>&1 </dev/null &
  pid=$!
  # shellcheck disable=SC2064 # the process is known now
  trap "kill $pid 2>/dev/null; wait $pid 2>/dev/null; exit 130" INT
  # shellcheck disable=SC2064
  trap "kill $pid 2>/dev/null; wait $pid 2>/dev/null; exit 143" TERM
  follow "$pid" "$log"
  wait "$pid" || status=$?
  trap - INT TERM
  if ((status != 0)); then
    explain_failure "$name" "$log"
    exit 1
  fi
  echo "Built in $((SECONDS - started)) s." >&2
}

# One line for each module as it begins, and one every ten seconds while something is downloaded.
follow() {
  local pid=$1 log=$2 shown='' line downloads='' said=$SECONDS
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    line=$(sed -n 's/^\[INFO\] Building \(.*\) [0-9][^ ]* *\(\[[0-9]*\/[0-9]*\]\)$/\2 \1/p' "$log" | tail -n 1)
    if [[ -n $line && $line != "$shown" ]]; then
      shown=$line
      echo "  $line" >&2
    fi
    if ((SECONDS - said >= 10)); then
      said=$SECONDS
      line=$(downloaded "$log")
      if [[ -n $line && $line != "$downloads" ]]; then
        downloads=$line
        echo "    $line downloaded so far" >&2
      fi
    fi
  done
  line=$(downloaded "$log")
  if [[ -n $line ]]; then
    echo "  $line downloaded" >&2
  fi
}

downloaded() {
  awk '/^(\[INFO\] )?Downloaded from / {
      files++
      size = $0; sub(/.*\(/, "", size); split(size, part, " ")
      bytes += part[1] * (part[2] == "MB" ? 1000000 : part[2] == "kB" ? 1000 : 1)
    }
    END { if (files) printf "%d files, %.0f MB", files, bytes / 1000000 }' "$1"
}

# What went wrong in one sentence, and what to do; Maven says it in a page of hints.
explain_failure() {
  local name=$1 log=$2 errors error
  errors=$(grep -E '^\[ERROR\] *[^ ]|^[^[]*(Error|error|Unrecognized option|No space left)' "$log" || true)
  error=$(sed -n 's/^\[ERROR\] *//p' <<<"$errors" | head -n 1 | cut -c 1-400)
  echo "Building $name failed." >&2
  if grep -qE 'No space left on device' <<<"$errors"; then
    echo "The disk is full. Make room, then run this again; what was downloaded stays." >&2
  elif grep -qE 'Could not find artifact dev\.gatehouse:' <<<"$errors"; then
    echo "A module of Gatehouse itself was looked for outside of the build: $error" >&2
    echo "The checkout is incomplete or changed; compare it with a fresh clone." >&2
  elif grep -qE 'Could not transfer|Unknown host|UnknownHostException|Connect(ion)? (to .* )?(timed out|refused)|Network is unreachable|PKIX path|status code: (4|5)[0-9][0-9]|Non-resolvable|in offline mode' <<<"$errors"; then
    error=$(grep -E 'Could not transfer|Unknown ?host|Non-resolvable|offline mode|status code|timed out|refused|PKIX' <<<"$errors" | head -n 1)
    echo "Maven could not download a library: $(cut -c 1-300 <<<"${error#\[ERROR\] }")" >&2
    echo "Look at the network and, behind a proxy or mirror, at the settings of Maven (settings.xml in .m2 of the home folder)." >&2
    echo "Then run this again: what was downloaded stays." >&2
  elif grep -qE 'RequireJavaVersion|invalid target release|release version [0-9]+ not supported|Unrecognized option: --add-' <<<"$errors"; then
    echo "Maven runs on a Java that is older than 17. Let JAVA_HOME lead to a JDK 17 or newer." >&2
  elif grep -qE 'RequireMavenVersion' <<<"$errors"; then
    echo "Maven is older than 3.8: $error" >&2
    install_hint
  elif grep -qE 'COMPILATION ERROR' <<<"$errors"; then
    error=$(grep -E '^\[ERROR\] .*\.java:' <<<"$errors" | head -n 1 | sed "s|^\[ERROR\] *$root/||" | cut -c 1-400)
    echo "The source does not compile: $error" >&2
  elif grep -qE 'OutOfMemoryError|Cannot allocate memory|insufficient memory' <<<"$errors"; then
    echo "There is not enough memory; Maven needs about 1 GB." >&2
  else
    echo "${error:-Maven ended without an error message.}" >&2
  fi
  echo "All that Maven said is in $log" >&2
}
