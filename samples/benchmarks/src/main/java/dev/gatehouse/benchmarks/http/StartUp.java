package dev.gatehouse.benchmarks.http;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.benchmarks.servlet.BearerFilter;
import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The cost of a server from the start of its JVM to its first answer to a request with a good token.
 *
 * @param cpuMillis milliseconds of CPU of the whole process
 * @param mebibytes resident memory; 0 where the system does not tell
 */
public record StartUp(double cpuMillis, double mebibytes) {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int RETRIES = 1_500;

    private static final List<Site> SITES = List.of(
            Site.BARE, Site.GATEHOUSE_BEARER, Site.GATEHOUSE_FETCHED_KEYS, Site.PAC4J_BEARER, Site.SPRING_BEARER);

    /**
     * Starts each server this often, in turn, and returns the medians.
     *
     * @param archived whether each server has an archive of the classes that it loads (class data sharing), which takes
     *     one more start. The class path must consist of jars.
     */
    public static Map<Site, StartUp> measure(int times, boolean archived, Consumer<String> progress)
            throws IOException {
        BenchmarkKey key = BenchmarkKey.generate("RS256");
        Path file = key.write();
        HttpServer issuer = issuer(key);
        try {
            String jwks = "-D" + BearerFilter.JWKS_URI + "=http://127.0.0.1:"
                    + issuer.getAddress().getPort() + "/jwks";
            return measure(times, archived, key, file, jwks, progress);
        } finally {
            issuer.stop(0);
        }
    }

    /** Serves the key, as an issuer does. */
    private static HttpServer issuer(BenchmarkKey key) throws IOException {
        byte[] jwks = Files.readAllBytes(key.jwks());
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
        });
        issuer.start();
        return issuer;
    }

    private static Map<Site, StartUp> measure(
            int times, boolean archived, BenchmarkKey key, Path file, String jwks, Consumer<String> progress)
            throws IOException {
        Map<Site, List<String>> options = new EnumMap<>(Site.class);
        for (Site site : SITES) {
            List<String> own = new ArrayList<>(List.of(jwks));
            if (archived) {
                own.addAll(archive(site, key, file, jwks));
            }
            options.put(site, own);
        }
        Map<Site, List<StartUp>> starts = new EnumMap<>(Site.class);
        for (int time = 0; time < times; time++) {
            progress.accept("start " + (time + 1) + " of " + times);
            for (Site site : SITES) {
                starts.computeIfAbsent(site, any -> new ArrayList<>())
                        .add(once(site, key, file, options.getOrDefault(site, List.of())));
            }
        }
        Map<Site, StartUp> medians = new EnumMap<>(Site.class);
        starts.forEach((site, all) ->
                medians.put(site, new StartUp(median(all, StartUp::cpuMillis), median(all, StartUp::mebibytes))));
        return medians;
    }

    /** Makes an archive at the end of a run, and returns the options of later runs. */
    private static List<String> archive(Site site, BenchmarkKey key, Path file, String jwks) throws IOException {
        Path archive = Files.createTempFile("benchmark-" + site, ".jsa");
        archive.toFile().deleteOnExit();
        once(site, key, file, List.of(jwks, "-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds*=off"));
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
    }

    /** Starts a server, and returns what it took until it answered a request with a good token. */
    static StartUp once(Site site, BenchmarkKey key, Path file, List<String> options) throws IOException {
        try (ServerProcess server = ServerProcess.start(site, file, options);
                Connection connection = new Connection(server.port())) {
            byte[] request = Requests.bearer(key.sign(TokenShape.claims()));
            int status = connection.exchange(request);
            // Keys that are fetched may still be on their way.
            for (int i = 0; status == 503 && i < RETRIES; i++) {
                LockSupport.parkNanos(PAUSE.toNanos());
                status = connection.exchange(request);
            }
            if (status != 200) {
                throw new IOException(site + ": expected status 200, got " + status);
            }
            return new StartUp(server.cpu().toNanos() / 1e6, server.residentBytes() / (1024.0 * 1024));
        }
    }

    private static double median(List<StartUp> starts, ToDoubleFunction<StartUp> figure) {
        return starts.stream().mapToDouble(figure).sorted().toArray()[starts.size() / 2];
    }
}
