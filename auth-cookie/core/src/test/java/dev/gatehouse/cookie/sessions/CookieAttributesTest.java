package dev.gatehouse.cookie.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieAttributesTest {

    private static CookieAttributes of(String publicUrl, String... keysAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put("auth.cookie." + keysAndValues[i], keysAndValues[i + 1]);
        }
        TestContext context = TestContext.of("memory", SessionSettings.shared(), settings);
        return CookieAttributes.of(publicUrl.isEmpty() ? context : context.withPublicUrl(publicUrl));
    }

    @Test
    void withoutSettings_cookieIsHostOnlyAndLax() {
        CookieAttributes cookie = of("");
        assertEquals(SetCookie.SameSite.LAX, cookie.sameSite());
        assertEquals(SetCookie.Scope.standard(), cookie.scope());
    }

    @ParameterizedTest
    @CsvSource({
        "https://tasks.example.com, example.com, example.com",
        "https://tasks.example.com, .example.com, example.com",
        "https://tasks.example.com, Example.COM, example.com",
        "https://Tasks.Example.com/app, tasks.example.com, tasks.example.com",
        "http://tasks.corp.example.co.uk, example.co.uk, example.co.uk",
        "http://tasks.team.internal, team.internal, team.internal"
    })
    void domainOfTheHost_isAccepted(String publicUrl, String value, String domain) {
        assertEquals(domain, of(publicUrl, "domain", value).scope().domain());
    }

    @ParameterizedTest
    @CsvSource({
        "'', example.com, requires auth.public-url",
        "https://192.0.2.1, 2.1, requires auth.public-url",
        "https://[2001:db8::1], example.com, requires auth.public-url",
        "https://tasks.example.com, example.org, not in this domain",
        "https://tasks.example.com, ample.com, not in this domain",
        "https://tasks.example.com, a.tasks.example.com, not in this domain",
        "https://tasks.example.com, com, other owners",
        "https://localhost, localhost, other owners",
        "https://tasks.example.co.uk, co.uk, other owners",
        "https://tasks.com.au, com.au, other owners",
        "https://tasks.github.io, github.io, other owners",
        "https://tasks.azurewebsites.net, azurewebsites.net, other owners",
        "https://b.s3.amazonaws.com, s3.amazonaws.com, other owners",
        "https://tasks.example.com, exa mple.com, expected a host name",
        "https://tasks.example.com, example.com; Path=/, expected a host name",
        "https://tasks.example.com, ., expected a host name",
        "https://tasks.example.com, '*.example.com', expected a host name"
    })
    void domainThatDoesNotFit_refusesTheStart(String publicUrl, String domain, String message) {
        assertRefused(message, publicUrl, "domain", domain);
    }

    @Test
    void hostPrefix_excludesDomainAndPath() {
        String url = "https://tasks.example.com";
        assertRefused("without a domain", url, "name", "__Host-S", "domain", "example.com");
        assertRefused("only with the path /", url, "name", "__Host-S", "path", "/app");
        assertEquals("/", of(url, "name", "__Host-S", "path", "/").scope().path());
        assertEquals(
                "example.com",
                of(url, "name", "__Secure-S", "domain", "example.com").scope().domain());
    }

    @ParameterizedTest
    @CsvSource({"https://x.example, /app", "https://x.example/app, /", "https://x.example/app, /app", "'', /app"})
    void pathThatCoversTheApplication_isAccepted(String publicUrl, String path) {
        assertEquals(path, of(publicUrl, "path", path).scope().path());
    }

    @ParameterizedTest
    @CsvSource({
        "https://x.example/app, /other, would not send",
        "https://x.example/app, /app/v1, would not send",
        "https://x.example/app, /ap, would not send",
        "https://x.example, app, starts with /",
        "https://x.example, /a;b, starts with /",
        "https://x.example, '/a b', starts with /"
    })
    void pathThatDoesNotFit_refusesTheStart(String publicUrl, String path, String message) {
        assertRefused(message, publicUrl, "path", path);
    }

    @Test
    void sameSiteNone_isPartitionedUnlessSwitchedOff() {
        String url = "https://tasks.example.com";
        assertTrue(of(url, "same-site", "none").scope().partitioned());
        assertEquals(
                SetCookie.Scope.standard(),
                of(url, "same-site", "none", "partitioned", "off").scope());
        assertRefused("embedded pages", url, "partitioned", "on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://tasks.example.com", "http://localhost:8080"})
    void sameSiteNoneWithoutHttps_refusesTheStart(String publicUrl) {
        assertRefused("only over TLS", publicUrl, "same-site", "none");
    }

    @Test
    void deletions_coverThePartsOfTheHostButNoPublicSuffix() {
        List<SetCookie> deletions = of("https://a.b.example.co.uk", "path", "/").deletions();
        assertEquals("/", deletions.get(0).scope().path());
        assertEquals(
                List.of("a.b.example.co.uk", "b.example.co.uk", "example.co.uk"),
                deletions.stream()
                        .map(deletion -> deletion.scope().domain())
                        .filter(domain -> domain != null)
                        .distinct()
                        .toList());
        for (SetCookie deletion :
                of("https://x.example.com", "name", "__Host-S").deletions()) {
            assertEquals(null, deletion.scope().domain());
        }
    }

    private static void assertRefused(String message, String publicUrl, String... keysAndValues) {
        SettingException refused = assertThrows(SettingException.class, () -> of(publicUrl, keysAndValues));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }
}
