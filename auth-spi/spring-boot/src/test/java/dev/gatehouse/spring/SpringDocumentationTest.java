package dev.gatehouse.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.tokens.TokenSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The application of docs/embedding.md, with nothing but what stands there. */
class SpringDocumentationTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir"));

    @Test
    void properties_areThoseOfThePage() throws Exception {
        String page = Files.readString(MODULE.resolve("../../docs/embedding.md"));
        String properties = Files.readString(MODULE.resolve("src/test/resources/application.properties"));
        assertTrue(page.contains("```properties\n" + properties + "```"), properties);
    }

    @Test
    void application_knowsTheCallersOfItsProvider() throws Exception {
        try (IdentityProvider provider = IdentityProvider.builder().start();
                ShopServer shop = ShopServer.documented(
                        "--auth.jwt.issuer=" + provider.generic().issuer())) {
            Supplier<TokenSpec> token =
                    () -> provider.generic().mint().claim("sub", "rita").audience("shop-api");
            // The keys are fetched in the background, and until they are there the answer is 503.
            while (shop.get("/orders", token.get().serialize()).statusCode() == 503) {
                Thread.onSpinWait();
            }
            assertEquals("the shop", shop.get("/", "").body());
            assertEquals(401, shop.get("/orders", "").statusCode());
            assertEquals(
                    401,
                    shop.get("/orders", token.get().audience("other").serialize())
                            .statusCode());
            assertEquals(
                    "orders of rita",
                    shop.get("/orders", token.get().serialize()).body());
            assertEquals(
                    403, shop.get("/orders/refund", token.get().serialize()).statusCode());
            assertEquals(
                    "rita",
                    shop.get(
                                    "/orders/refund",
                                    token.get().claim("scope", "orders:refund").serialize())
                            .body());
        }
    }
}
