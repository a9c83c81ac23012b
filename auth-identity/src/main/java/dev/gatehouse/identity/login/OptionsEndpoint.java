package dev.gatehouse.identity.login;

import com.nimbusds.jose.util.JSONArrayUtils;
import dev.gatehouse.identity.provider.PublicPlace;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lists the ways to log in, for pages of the application. The list has no secrets and is public. Thread-safe.
 *
 * @param options the ways to log in
 */
record OptionsEndpoint(List<LoginOption> options) implements Endpoint.Handler {

    @Override
    public Reply handle(EndpointRequest request) {
        String context = PublicPlace.contextPath(request);
        List<Object> list = new ArrayList<>();
        for (LoginOption option : options) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("name", option.name());
            members.put("title", option.title());
            members.put("kind", option.kind().name().toLowerCase(Locale.ROOT));
            members.put("url", context + option.path());
            list.add(members);
        }
        return Reply.json(200, JSONArrayUtils.toJSONString(list));
    }
}
