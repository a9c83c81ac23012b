/**
 * The interfaces that an authentication mechanism implements, and the types that it exchanges with the host. It depends
 * only on the JDK.
 *
 * <h2>What to implement</h2>
 *
 * <ol>
 *   <li>{@link dev.gatehouse.spi.AuthenticationMechanismFactory}: declares the settings and creates the mechanism.
 *   <li>{@link dev.gatehouse.spi.Credential}: an immutable type for what the client presents. Its {@code toString()}
 *       does not show a secret.
 *   <li>{@link dev.gatehouse.spi.CredentialExtractor}: finds the credential in a request and does not validate it.
 *   <li>{@link dev.gatehouse.spi.Authenticator}: verifies the credential and returns an
 *       {@link dev.gatehouse.spi.AuthenticationResult}. It never sees the request.
 * </ol>
 *
 * <p>An {@link dev.gatehouse.spi.AuthenticationMechanism} holds an extractor and an authenticator together, and names
 * the {@link dev.gatehouse.spi.CredentialSource} that the credential comes from. Its other methods are optional:
 * challenges, endpoints, sessions, health.
 *
 * <h2>The life of a request</h2>
 *
 * <ol>
 *   <li>The host refuses malformed requests and finds the access rule for the path. For an open rule no mechanism is
 *       called.
 *   <li>Every mechanism that the rule allows extracts. An extractor that finds nothing returns empty.
 *   <li>The host chooses one source. An explicit credential, such as an {@code Authorization} header, takes precedence
 *       over ambient ones, such as cookies. Two different explicit credentials are refused with 400.
 *   <li>If a mechanism that claimed the chosen source
 *       {@linkplain dev.gatehouse.spi.AuthenticationMechanism#requiredBody() requires the body}, the host reads it,
 *       within a size, a time and a share of the client, and completes the credential with it.
 *   <li>The mechanisms that claimed the chosen source authenticate in their configured order.
 *       {@link dev.gatehouse.spi.AuthenticationResult.NotMine} passes the credential on to the next one. The first
 *       other result is final. When every mechanism passes, the response is 401.
 *   <li>Without any credential the response is 401, or the request is anonymous where the rule makes authentication
 *       optional.
 *   <li>The host applies the cross-site guard to ambient credentials, then the permissions of the rule. It writes the
 *       response headers and passes the request and its {@link dev.gatehouse.spi.Caller} to the application.
 * </ol>
 *
 * <h2>What the host guarantees</h2>
 *
 * <ul>
 *   <li>A request never becomes anonymous because its credential was invalid.
 *   <li>A mechanism that throws or returns {@code null} causes a 500 response, and the request is not let through.
 *   <li>A mechanism sees only the headers or the cookie of its own source. The application sees all.
 *   <li>The body of a request is read only for a mechanism that requires it, and only when its credential was chosen.
 *       The application reads the same bytes again.
 *   <li>The response to a rejected credential is the same for every {@link dev.gatehouse.spi.Reason}. The reason goes
 *       to the logs and to the {@link dev.gatehouse.spi.DecisionListener}s.
 *   <li>The host limits the number of concurrent calls of a blocking mechanism, so that one slow back end cannot occupy
 *       every thread.
 *   <li>The host alone writes status, headers and cookies, in one place for all mechanisms.
 * </ul>
 *
 * <h2>What to choose</h2>
 *
 * <ul>
 *   <li>The {@link dev.gatehouse.spi.CredentialSource} is where the credential stands. It decides whether the
 *       credential is explicit or ambient, and so whether the cross-site guard applies. A credential may stand in
 *       {@linkplain dev.gatehouse.spi.CredentialSource#headers several headers}, and a mechanism may have several
 *       {@linkplain dev.gatehouse.spi.AuthenticationMechanism#places() places}.
 *   <li>A signature over the request covers {@link dev.gatehouse.spi.RequestView#externalUrl()},
 *       {@link dev.gatehouse.spi.RequestView#query()}, headers, and the body as a
 *       {@link dev.gatehouse.spi.RequiredBody}.
 *   <li>{@link dev.gatehouse.spi.AuthenticationMechanism#blocking()} is {@code true} if the authenticator may wait for
 *       anything.
 *   <li>State that must survive a reload, such as what was accepted once, is
 *       {@link dev.gatehouse.spi.MechanismContext#state}. Keys and users in a file are a
 *       {@link dev.gatehouse.spi.files.ReloadedFile}.
 * </ul>
 *
 * <p>{@code docs/mechanisms.md} is the guide, with the life of a credential drawn.
 *
 * <h2>Example: API keys</h2>
 *
 * <p>This is a complete mechanism; only imports and Javadoc are omitted. The project is {@code samples/api-key}.
 *
 * <pre>{@code
 * public final class ApiKeyFactory implements AuthenticationMechanismFactory {
 *
 *     static final Setting<List<String>> KEYS = Setting.list(
 *             "auth.api-key.keys",
 *             "API keys as name:digest, where digest is the hexadecimal SHA-256. A name may have several keys.");
 *     static final Setting<List<String>> PERMISSIONS = Setting.list(
 *                     "auth.api-key.permissions", "Permissions of every caller with an API key.")
 *             .defaultsTo("READ");
 *
 *     public ApiKeyFactory() {}
 *
 *     @Override
 *     public String name() {
 *         return "api-key";
 *     }
 *
 *     @Override
 *     public List<Setting<?>> settings() {
 *         return List.of(KEYS, PERMISSIONS);
 *     }
 *
 *     @Override
 *     public AuthenticationMechanism<ApiKey> create(MechanismContext context) {
 *         return new ApiKeyMechanism(ApiKeys.of(context.settings()));
 *     }
 * }
 *
 * record ApiKeyMechanism(ApiKeys keys) implements AuthenticationMechanism<ApiKey> {
 *
 *     static final String HEADER = "X-API-Key";
 *
 *     @Override
 *     public CredentialSource source() {
 *         return CredentialSource.header(HEADER);
 *     }
 *
 *     @Override
 *     public CredentialExtractor<ApiKey> extractor() {
 *         return request -> {
 *             List<String> values = request.headers(HEADER);
 *             return values.isEmpty() ? Optional.empty() : Optional.of(new ApiKey(values));
 *         };
 *     }
 *
 *     @Override
 *     public Authenticator<ApiKey> authenticator() {
 *         return keys;
 *     }
 *
 *     @Override
 *     public List<Challenge> challenges(RefusalContext refusal) {
 *         return List.of(Challenge.of("ApiKey").with("header", HEADER));
 *     }
 * }
 *
 * record ApiKey(List<String> values) implements Credential {
 *
 *     @Override
 *     public String toString() {
 *         return "ApiKey[***]";
 *     }
 * }
 *
 * final class ApiKeys implements Authenticator<ApiKey> {
 *
 *     private record Entry(byte[] digest, Caller caller) {}
 *
 *     private static final int DIGEST_DIGITS = 64;
 *
 *     private final List<Entry> entries;
 *
 *     private ApiKeys(List<Entry> entries) {
 *         this.entries = entries;
 *     }
 *
 *     static ApiKeys of(Settings settings) {
 *         Set<String> permissions = Set.copyOf(settings.get(ApiKeyFactory.PERMISSIONS));
 *         List<Entry> entries = new ArrayList<>();
 *         for (String value : settings.get(ApiKeyFactory.KEYS)) {
 *             int colon = value.length() - DIGEST_DIGITS - 1;
 *             if (colon < 1 || value.charAt(colon) != ':' || !isHex(value, colon + 1)) {
 *                 throw settings.refuse(
 *                         ApiKeyFactory.KEYS,
 *                         "expected name:digest with 64 hexadecimal digits; create the digest with sha256sum");
 *             }
 *             Caller caller = Caller.builder("api-key", value.substring(0, colon))
 *                     .kind(Caller.Kind.CLIENT)
 *                     .permissions(permissions)
 *                     .build();
 *             entries.add(new Entry(HexFormat.of().parseHex(value, colon + 1, value.length()), caller));
 *         }
 *         return new ApiKeys(entries);
 *     }
 *
 *     @Override
 *     public AuthenticationResult authenticate(ApiKey key) {
 *         if (key.values().size() > 1) {
 *             return AuthenticationResult.ambiguous(Reason.of("api-key.repeated"));
 *         }
 *         byte[] digest = sha256(key.values().get(0));
 *         Caller caller = null;
 *         for (Entry entry : entries) {
 *             // Compares every entry in full, so that the response time reveals nothing about the keys.
 *             caller = MessageDigest.isEqual(digest, entry.digest) ? entry.caller : caller;
 *         }
 *         return caller == null
 *                 ? AuthenticationResult.rejected(Reason.of("api-key.unknown"))
 *                 : AuthenticationResult.authenticated(caller);
 *     }
 *
 *     private static boolean isHex(String value, int start) {
 *         return value.chars().skip(start).allMatch(HexFormat::isHexDigit);
 *     }
 *
 *     private static byte[] sha256(String value) {
 *         try {
 *             return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
 *         } catch (NoSuchAlgorithmException impossible) {
 *             throw new IllegalStateException("every Java platform has SHA-256", impossible);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <h2>Registration</h2>
 *
 * <p>The file {@code META-INF/services/dev.gatehouse.spi.AuthenticationMechanismFactory} names the factory:
 *
 * <pre>{@code
 * dev.gatehouse.samples.apikey.ApiKeyFactory
 * }</pre>
 *
 * <p>The class path alone activates nothing. The configuration names the mechanism and sets its keys:
 *
 * <pre>{@code
 * auth.mechanisms = api-key
 * auth.api-key.keys = robot:f12f8e5e33f0d27e987aca2b26c4b054cc6c7adee5c7ea9c4251221e2e550fcd
 * }</pre>
 *
 * <h2>Test</h2>
 *
 * <p>The artifact {@code auth-testkit} contains the contract of a mechanism as JUnit tests. A test class describes
 * good, invalid and absent credentials, and inherits a test for each rule:
 *
 * <pre>{@code
 * class ApiKeyContractTest implements MechanismContract {
 *
 *     @Override
 *     public AuthenticationMechanismFactory factory() {
 *         return new ApiKeyFactory();
 *     }
 *
 *     @Override
 *     public Map<String, String> settings() {
 *         return Map.of("auth.api-key.keys", "robot:" + Keys.ROBOT_DIGEST);
 *     }
 *
 *     @Override
 *     public TestRequest goodRequest(TestMechanism mechanism) {
 *         return TestRequest.get("/").withHeader("X-API-Key", Keys.ROBOT);
 *     }
 *
 *     @Override
 *     public Map<String, TestRequest> badRequests() {
 *         return Map.of(
 *                 "unknown key", TestRequest.get("/").withHeader("X-API-Key", "open-barley-for-robots"),
 *                 "the digest instead of the key", TestRequest.get("/").withHeader("X-API-Key", Keys.ROBOT_DIGEST));
 *     }
 *
 *     @Override
 *     public Map<String, TestRequest> absentRequests() {
 *         return Map.of("the key in another header", TestRequest.get("/").withHeader("X-Key", Keys.ROBOT));
 *     }
 * }
 * }</pre>
 *
 * <h2>Stability</h2>
 *
 * <p>Types marked {@link dev.gatehouse.spi.stability.Stable} change incompatibly only in a major version. Types marked
 * {@link dev.gatehouse.spi.stability.Incubating} (sessions, endpoints, decisions) may change in a minor version.
 */
@NullMarked
package dev.gatehouse.spi;

import org.jspecify.annotations.NullMarked;
