package dev.gatehouse.samples.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gatehouse.idp.IdentityProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The manifest restricts the application, mounts what it names, and its settings and probes work. */
class KubernetesTest {

    private static Installation installation;
    private static Map<String, JsonNode> objects;

    @BeforeAll
    static void unpack() throws Exception {
        installation = Installation.unpack();
        objects = new HashMap<>();
        Path manifest = installation.home().resolve("kubernetes/gatehouse-tasklist.yaml");
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(manifest.toFile())) {
            while (documents.hasNext()) {
                JsonNode object = documents.next();
                objects.put(object.at("/kind").asText(), object);
            }
        }
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void pod_hasNoRightThatItDoesNotNeed() {
        JsonNode pod = pod();
        assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean());
        assertEquals(10_001, pod.at("/securityContext/runAsUser").asInt());
        assertEquals(
                "RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText());
        assertFalse(pod.at("/automountServiceAccountToken").asBoolean(true));
        assertFalse(pod.at("/enableServiceLinks").asBoolean(true));
        JsonNode security = container().at("/securityContext");
        assertFalse(security.at("/allowPrivilegeEscalation").asBoolean(true));
        assertTrue(security.at("/readOnlyRootFilesystem").asBoolean());
        assertEquals("[\"ALL\"]", security.at("/capabilities/drop").toString());
        assertFalse(security.has("privileged"));
        JsonNode resources = container().at("/resources");
        assertFalse(resources.at("/requests/cpu").asText().isEmpty());
        assertFalse(resources.at("/limits/memory").asText().isEmpty());
        assertTrue(container().path("env").isMissingNode(), "no secret is in the environment");
    }

    @Test
    void everyMount_hasAVolume_andEveryVolumeItsObject() {
        Set<String> mounts = texts(container().at("/volumeMounts"), "/name");
        assertEquals(texts(pod().at("/volumes"), "/name"), mounts);
        assertEquals(name("ConfigMap"), volume("settings").at("/configMap/name").asText());
        assertEquals(
                name("PersistentVolumeClaim"),
                volume("data").at("/persistentVolumeClaim/claimName").asText());
        assertEquals(
                "gatehouse-tasklist", volume("secrets").at("/secret/secretName").asText());
        Set<String> paths = texts(container().at("/volumeMounts"), "/mountPath");
        assertTrue(paths.contains("/var/lib/gatehouse-tasklist"), paths.toString());
        assertTrue(paths.contains("/etc/gatehouse-tasklist/gatehouse.properties"), paths.toString());
        String settings =
                objects.get("ConfigMap").at("/data/gatehouse.properties").asText();
        assertTrue(settings.contains(" /run/secrets/gatehouse-tasklist/"), settings);
        assertTrue(paths.contains("/run/secrets/gatehouse-tasklist"), paths.toString());
    }

    @Test
    void service_findsThePodAndItsPort() {
        JsonNode labels = objects.get("Deployment").at("/spec/template/metadata/labels");
        assertEquals(labels, objects.get("Service").at("/spec/selector"));
        assertEquals(labels, objects.get("Deployment").at("/spec/selector/matchLabels"));
        assertEquals(
                container().at("/ports/0/name").asText(),
                objects.get("Service").at("/spec/ports/0/targetPort").asText());
        assertEquals(8080, container().at("/ports/0/containerPort").asInt());
    }

    @Test
    void settings_startTheApplication_andProbesReachIt() throws Exception {
        Path users = installation.data().resolve("users.properties");
        Path conf = installation.home().resolve("conf");
        Files.writeString(
                conf.resolve("gatehouse.properties"),
                objects.get("ConfigMap").at("/data/gatehouse.properties").asText());
        Shell.Result added = installation.administer(
                Map.of(),
                "echo 'correct horse battery' | bin/gatehouse-tasklist add-user --file '" + users
                        + "' --permissions READ ann && chmod a+r '" + users + "'");
        assertEquals(0, added.status(), added.err());
        try (IdentityProvider provider = IdentityProvider.builder().start();
                Running application = installation.start(Map.of(
                        "SAMPLE_PORT", "0",
                        "SAMPLE_HOST", "127.0.0.1",
                        "AUTH_COOKIE_USERS_FILE", users.toString(),
                        "AUTH_JWT_ISSUER", provider.generic().issuer(),
                        "AUTH_HTTP_TIMEOUT", "1m"))) {
            application.await(probe("readinessProbe"));
            assertEquals(200, application.status(probe("livenessProbe")));
            assertEquals(200, application.status(probe("startupProbe")));
            assertEquals(421, application.status("/v1/tasks/search"), "a host name that is not ours");
            assertEquals(143, application.terminate());
            assertTrue(application.output().contains(" INFO "), "the log is on the standard output");
        }
    }

    private static JsonNode pod() {
        return objects.get("Deployment").at("/spec/template/spec");
    }

    private static JsonNode container() {
        return pod().at("/containers/0");
    }

    private static String probe(String name) {
        JsonNode probe = container().path(name).path("httpGet");
        assertEquals("http", probe.path("port").asText(), name);
        return probe.path("path").asText();
    }

    private static JsonNode volume(String name) {
        List<JsonNode> found = new ArrayList<>();
        pod().at("/volumes").forEach(volume -> {
            if (volume.path("name").asText().equals(name)) {
                found.add(volume);
            }
        });
        assertEquals(1, found.size(), name);
        return found.get(0);
    }

    private static String name(String kind) {
        return objects.get(kind).at("/metadata/name").asText();
    }

    private static Set<String> texts(JsonNode list, String pointer) {
        Set<String> texts = new HashSet<>();
        list.forEach(node -> texts.add(node.at(pointer).asText()));
        return texts;
    }
}
