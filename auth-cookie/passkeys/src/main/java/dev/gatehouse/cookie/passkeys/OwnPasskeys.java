package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.cookie.users.PasskeyStore;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists and removes the passkeys of the person who is logged in. Thread-safe. */
record OwnPasskeys(PasskeyStore store, SignedIn signedIn) {

    private static final Logger LOG = LoggerFactory.getLogger(OwnPasskeys.class);

    Reply list(EndpointRequest request) {
        SignedIn.Person person = signedIn.person(request);
        if (person instanceof SignedIn.Person.Refused refused) {
            return refused.reply();
        }
        try {
            String user = ((SignedIn.Person.Known) person).user().name();
            return Reply.json(200, OptionsJson.list(store.ofUser(user)));
        } catch (UsersUnavailableException unavailable) {
            return PasskeyReplies.storeUnavailable();
        }
    }

    /** Removes a passkey. A passkey that the person does not have is removed already. */
    Reply remove(EndpointRequest request) {
        SignedIn.Person person = signedIn.person(request);
        if (person instanceof SignedIn.Person.Refused refused) {
            return refused.reply();
        }
        if (!request.contentType().equals(Optional.of(PasskeyReplies.JSON))) {
            return PasskeyReplies.UNSUPPORTED;
        }
        String id = ResponseJson.deletion(request.body());
        if (id == null) {
            return PasskeyReplies.MALFORMED;
        }
        String user = ((SignedIn.Person.Known) person).user().name();
        try {
            if (store.remove(user, id)) {
                LOG.info("{} removed the passkey {}", user, new LoggedId(id));
            }
            return Reply.status(204);
        } catch (UsersUnavailableException unavailable) {
            return PasskeyReplies.storeUnavailable();
        }
    }
}
