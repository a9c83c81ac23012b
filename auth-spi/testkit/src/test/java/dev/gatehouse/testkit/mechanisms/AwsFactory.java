package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;

/** Requests that are signed with AWS Signature Version 4, by one access key for one scope. */
public final class AwsFactory implements AuthenticationMechanismFactory {

    static final Setting<String> ACCESS_KEY = Setting.string("auth.aws.access-key", "The id of the access key.");
    static final Setting<Secret> SECRET_KEY = Setting.secret("auth.aws.secret-key", "The secret access key.");
    static final Setting<String> REGION = Setting.string("auth.aws.region", "The region in the scope of signatures.");
    static final Setting<String> SERVICE = Setting.string("auth.aws.service", "The service in the scope.");

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(ACCESS_KEY, SECRET_KEY, REGION, SERVICE);
    }

    @Override
    public AuthenticationMechanism<AwsRequest> create(MechanismContext context) {
        return new AwsMechanism(
                context.settings().get(ACCESS_KEY),
                context.settings().get(SECRET_KEY),
                context.settings().get(REGION) + "/" + context.settings().get(SERVICE) + "/aws4_request",
                context.state("signatures", SeenProofs.class, () -> new SeenProofs(100_000)),
                context.clock());
    }
}
