package dev.gatehouse.samples.tasklist;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.spi.settings.SettingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command: the Tasklist API behind Gatehouse on embedded Jetty. Exits with status 78 if the settings are invalid, 2
 * if the command line is, and 1 if the start is refused for another reason, which may be over later.
 */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int REFUSED = 1;
    private static final int USAGE = 2;

    /** EX_CONFIG of sysexits.h, which systemd shows as CONFIG. */
    private static final int SETTINGS = 78;

    private final PrintStream out;
    private final PrintStream err;
    private final StartScript script;

    Main(PrintStream out, PrintStream err, StartScript script) {
        this.out = out;
        this.err = err;
        this.script = script;
    }

    /**
     * Runs until it is stopped.
     *
     * @param args see {@code --help}
     * @throws InterruptedException never, because the main thread is not interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        int status = new Main(System.out, System.err, StartScript.ofProcess()).run(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns the exit status. */
    int run(String... args) throws InterruptedException {
        CommandLine commandLine;
        try {
            commandLine = CommandLine.parse(args);
        } catch (UsageException problem) {
            err.println(problem.getMessage());
            err.println();
            err.print(script.usage());
            return USAGE;
        }
        try {
            if (commandLine.extensions() != null) {
                Extensions.use(commandLine.extensions());
            }
            if (commandLine.inspection() != null) {
                inspect(commandLine, commandLine.inspection());
                return 0;
            }
            switch (commandLine.mode()) {
                case HELP -> out.print(script.usage());
                case VERSION -> out.println(Version.text());
                case OFFLINE -> throw new IllegalStateException("an inspection is missing");
                case IDP_ONLY -> runIdp(commandLine);
                case DEMO, DEMO_WITHOUT_IDP, CONFIGURED -> runApplication(commandLine);
            }
            return 0;
        } catch (SettingException refused) {
            return refused(refused, SETTINGS);
        } catch (StartRefusedException refused) {
            return refused(refused, REFUSED);
        } catch (InspectionException failed) {
            err.println(failed.getMessage());
            return REFUSED;
        }
    }

    private int refused(RuntimeException refusal, int status) {
        LOG.debug("start refused", refusal);
        err.println("Start refused: " + refusal.getMessage());
        return status;
    }

    private void inspect(CommandLine commandLine, Inspection inspection) {
        if (inspection instanceof Inspection.Check check) {
            new ConfigurationReport(commandLine, Environment.ofProcess(), out, script).print(check.defaults());
        }
        if (inspection instanceof Inspection.Request request) {
            new RequestReport(commandLine, Environment.ofProcess(), out).print(request.source());
        }
        if (inspection instanceof Inspection.Refusal refusal) {
            recorded(refusal).explanation().forEach(out::println);
        }
        out.flush();
    }

    private static RecordedDecision recorded(Inspection.Refusal refusal) {
        RecordedLog log = new RecordedLog(refusal.log());
        try (BufferedReader lines = log.open()) {
            return RecordedDecision.find(refusal.id(), lines)
                    .orElseThrow(() -> new InspectionException(log + " has no decision with this id. It may be in an"
                            + " older or newer file of the log; admissions are logged only with auth.audit = all"));
        } catch (IOException unreadable) {
            throw new InspectionException(log + " cannot be read: " + unreadable);
        }
    }

    private void runApplication(CommandLine commandLine) throws InterruptedException {
        StopSignal stop = StopSignal.listen();
        SampleApplication application = null;
        try {
            application = SampleApplication.start(commandLine, Environment.ofProcess());
        } finally {
            stop.started(application);
        }
        if (stop.isGiven()) {
            return;
        }
        report(commandLine, application, stop);
        application.join();
    }

    /** Reports of a configured application belong to its log. They are printed too if that is somewhere else. */
    private void report(CommandLine commandLine, SampleApplication application, StopSignal stop) {
        URI base = application.base();
        IdentityProvider idp = application.idp();
        if (commandLine.isDemo()) {
            new StartReport(this::print, this::print, application::partStates, stop::isGiven)
                    .tell(
                            base,
                            idp == null ? hint(commandLine.idpPort()) : "",
                            NextSteps.text(base, application.idpBase(), idp == null ? null : idp.notice()));
            return;
        }
        Consumer<String> elsewhere = LogOutput.isStandardOutput() ? text -> {} : this::print;
        Consumer<String> waiting =
                text -> LOG.warn("{}", text.lines().map(String::strip).collect(Collectors.joining(" ")));
        Consumer<String> ready = text -> LOG.info("{}", text.strip());
        new StartReport(waiting.andThen(elsewhere), ready.andThen(elsewhere), application::partStates, stop::isGiven)
                .tell(base, "", "Tasklist is ready: " + base + System.lineSeparator());
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }

    private static String hint(int port) {
        return "Start the identity provider with: samples/run --only-idp --idp-port " + port + ". Until it runs, "
                + "requests with tokens get 503.";
    }

    private void runIdp(CommandLine commandLine) throws InterruptedException {
        IdentityProvider idp = SampleApplication.startIdp(commandLine.idpPort());
        StopSignal.listen().started(idp);
        out.println(idp.notice());
        out.flush();
        // All its threads are daemons, so the main thread waits for a signal.
        new CountDownLatch(1).await();
    }
}
