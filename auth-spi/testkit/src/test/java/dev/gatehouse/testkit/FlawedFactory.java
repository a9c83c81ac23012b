package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a {@link FlawedMechanism}, and may be flawed itself. */
public final class FlawedFactory implements AuthenticationMechanismFactory {

    static final Setting<Secret> WORD = Setting.secret("auth.knock.word", "The word to say.");
    static final Setting<Boolean> DOWN =
            Setting.flag("auth.knock.down", "Whether the back end is down.").defaultsTo("off");

    private final @Nullable Flaw flaw;
    private final CredentialSource source;
    private int calls;

    /** What ServiceLoader uses: no flaw. */
    public FlawedFactory() {
        this(null, CredentialSource.authorization());
    }

    FlawedFactory(@Nullable Flaw flaw, CredentialSource source) {
        this.flaw = flaw;
        this.source = source;
    }

    @Override
    public String name() {
        calls++;
        if (flaw == Flaw.NAME_IN_UPPER_CASE) {
            return "Knock";
        }
        return flaw == Flaw.NAME_CHANGES && calls % 2 == 0 ? "knock-knock" : "knock";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(List.of(WORD, DOWN));
        if (flaw == Flaw.SETTING_TWICE) {
            settings.add(WORD);
        } else if (flaw == Flaw.SETTING_AMONG_THE_HOSTS) {
            settings.add(Setting.string("auth.word", "Another word."));
        } else if (flaw == Flaw.SETTING_WITHOUT_DESCRIPTION) {
            settings.add(Setting.string("auth.knock.other", " "));
        }
        return settings;
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        if (!context.settings().isSet(WORD)) {
            if (flaw == Flaw.MISSING_SETTING_IS_A_NULL_POINTER) {
                throw new NullPointerException("word");
            } else if (flaw == Flaw.MISSING_SETTING_UNNAMED) {
                throw new SettingException(WORD.key(), "something is missing");
            }
        }
        String word = context.settings().get(WORD).reveal();
        return new FlawedMechanism(flaw, source, word, context.settings().get(DOWN), context);
    }
}
