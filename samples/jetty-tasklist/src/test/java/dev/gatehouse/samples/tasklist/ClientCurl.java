package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Shell lines with a curl that comes from an address of its own, and trusts the certificate of the proxies.
 *
 * @param folder the certificate and the key of {@code tasklist.example.com} are here
 */
record ClientCurl(Path folder) {

    /** The address of the client, which is not that of the proxy. */
    static final String ADDRESS = "127.0.0.2";

    /** Makes the certificate. */
    static ClientCurl in(Path folder) throws IOException, InterruptedException {
        ClientCurl curl = new ClientCurl(folder);
        curl.run(
                "",
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout key.pem"
                        + " -out certificate.pem -subj /CN=tasklist.example.com"
                        + " -addext subjectAltName=DNS:tasklist.example.com\n"
                        + "cat certificate.pem key.pem > both.pem\n");
        return curl;
    }

    /**
     * Runs lines of bash to their end, which must be good, and returns what they print.
     *
     * @param curlrc more lines for the configuration of curl
     */
    String run(String curlrc, String lines) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(folder, "curl");
        Files.writeString(
                home.resolve(".curlrc"),
                curlrc + "interface = \"" + ADDRESS + "\"\ncacert = \"" + folder.resolve("certificate.pem") + "\"\n");
        Path out = home.resolve("out");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", lines)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("CURL_HOME", home.toString());
        Process process = builder.start();
        try {
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), () -> lines + printed);
        return printed;
    }
}
