package dev.byok.pkcs11;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xipki.pkcs11.wrapper.Logger;

/**
 * Takes the messages of the PKCS#11 binding, which would go to standard output, to the platform's
 * logger {@code dev.byok.pkcs11.binding}: what it calls information at the level DEBUG, which is
 * off unless asked for.
 *
 * <p>Its own debug and trace messages show templates and attributes of keys; they are switched off.
 */
final class BindingLog implements Logger {
  private static final Pattern PLACE = Pattern.compile("\\{}");

  private final System.Logger log = System.getLogger("dev.byok.pkcs11.binding");

  @Override
  public void info(String format, Object... arguments) {
    log.log(System.Logger.Level.DEBUG, () -> fill(format, arguments));
  }

  @Override
  public void warn(String format, Object... arguments) {
    log.log(System.Logger.Level.WARNING, () -> fill(format, arguments));
  }

  @Override
  public void error(String format, Object... arguments) {
    log.log(System.Logger.Level.ERROR, () -> fill(format, arguments));
  }

  @Override
  public void debug(String format, Object... arguments) {}

  @Override
  public void trace(String format, Object... arguments) {}

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return log.isLoggable(System.Logger.Level.DEBUG);
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  /** Puts the arguments in the places of {@code {}}, as the binding means them. */
  static String fill(String format, Object... arguments) {
    String filled = format;
    for (Object each : arguments) {
      filled = PLACE.matcher(filled).replaceFirst(Matcher.quoteReplacement(String.valueOf(each)));
    }
    return filled;
  }
}
