package dev.gatehouse.jwt.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of many issuers with a file of keys each. */
final class KeyFiles {

    private KeyFiles() {}

    static Map<String, String> settings(List<Trust> trusts, Path folder) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < trusts.size(); i++) {
            String alias = "i" + i;
            Path file = folder.resolve(alias + ".json");
            try {
                Files.writeString(file, trusts.get(i).keySet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            settings.putAll(trusts.get(i).settings(alias));
            settings.put("auth.jwt.issuers." + alias + ".jwks-file", file.toString());
        }
        return settings;
    }
}
