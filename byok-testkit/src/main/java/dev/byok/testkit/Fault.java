package dev.byok.testkit;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * Something that goes wrong with the next requests of one action, in place of or around their
 * answer. It meets only requests whose signature, action, version, region and JSON are in order.
 *
 * @param action the API's action, such as {@code CreateKey}, or {@link #ANY_ACTION}
 * @param kind what happens
 * @param times how many requests it meets, at least 1
 * @param delay how long the request waits before it meets the rest; not zero for a {@link
 *     Kind#DELAY}
 * @param errorCode the code that an {@link Kind#ERROR} answers; empty for the others
 */
public record Fault(String action, Kind kind, int times, Duration delay, String errorCode) {
  /** Stands for every action. */
  public static final String ANY_ACTION = "*";

  /**
   * Checks the parts.
   *
   * @param action an action that the emulator carries out, or {@link #ANY_ACTION}
   * @param kind what happens
   * @param times at least 1
   * @param delay not negative, shorter than a day; more than zero for a {@link Kind#DELAY}
   * @param errorCode not empty for an {@link Kind#ERROR}
   * @throws IllegalArgumentException when the emulator does not know the action, {@code times} is
   *     below 1, the delay is out of range, or an {@link Kind#ERROR} has no code
   */
  public Fault {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(kind, "kind");
    if (!action.equals(ANY_ACTION) && Actions.named(action).isEmpty()) {
      throw new IllegalArgumentException(
          "The emulator carries out no action of that name, so that the fault would meet nothing;"
              + " say * for every action");
    }
    if (times < 1) {
      throw new IllegalArgumentException("A fault meets at least 1 request, not " + times);
    }
    if (delay.isNegative() || delay.toDays() > 0) {
      throw new IllegalArgumentException("A delay lasts less than a day, unlike " + delay);
    }
    if (kind == Kind.DELAY && delay.isZero()) {
      throw new IllegalArgumentException("A fault of kind delay needs a delay above zero");
    }
    if (kind == Kind.ERROR && errorCode.isEmpty()) {
      throw new IllegalArgumentException("A fault of kind error needs the code that it answers");
    }
  }

  /**
   * {@code RequestLimitExceeded}; the request is not carried out.
   *
   * @param action the action that it meets
   * @return a fault for one request
   */
  public static Fault throttle(String action) {
    return of(action, Kind.THROTTLE);
  }

  /**
   * {@code InternalError}; the request is not carried out.
   *
   * @param action the action that it meets
   * @return a fault for one request
   */
  public static Fault internalError(String action) {
    return of(action, Kind.INTERNAL_ERROR);
  }

  /**
   * Closes the connection without an answer; the request is not carried out.
   *
   * @param action the action that it meets
   * @return a fault for one request
   */
  public static Fault dropRequest(String action) {
    return of(action, Kind.DROP_REQUEST);
  }

  /**
   * Carries the request out, then closes the connection without an answer.
   *
   * @param action the action that it meets
   * @return a fault for one request
   */
  public static Fault dropResponse(String action) {
    return of(action, Kind.DROP_RESPONSE);
  }

  /**
   * Waits before the request is carried out and answered as usual.
   *
   * @param action the action that it meets
   * @param delay how long, by the machine's clock: more than zero, and less than a day
   * @return a fault for one request
   * @throws IllegalArgumentException when the delay is outside that range
   */
  public static Fault delay(String action, Duration delay) {
    return new Fault(action, Kind.DELAY, 1, delay, "");
  }

  /**
   * HTTP 502 with a page of HTML; the request is not carried out.
   *
   * @param action the action that it meets
   * @return a fault for one request
   */
  public static Fault badGateway(String action) {
    return of(action, Kind.BAD_GATEWAY);
  }

  /**
   * Carries the request out, then answers HTTP 200 without a body.
   *
   * @param action the action that it meets
   * @return a fault for one request
   */
  public static Fault emptyBody(String action) {
    return of(action, Kind.EMPTY_BODY);
  }

  /**
   * Carries the request out, then answers HTTP 200 with JSON that breaks off in the middle.
   *
   * @param action the action that it meets
   * @return a fault for one request
   */
  public static Fault malformed(String action) {
    return of(action, Kind.MALFORMED);
  }

  /**
   * Answers an API error of the caller's choice; the request is not carried out. For what the
   * emulator has no reason of its own to say: {@code UnauthorizedOperation}, {@code
   * UnsupportedOperation.ServiceTemporaryUnavailable}, codes that do not exist yet.
   *
   * @param action the action that it meets
   * @param errorCode the code in the answer
   * @return a fault for one request
   */
  public static Fault error(String action, String errorCode) {
    return new Fault(action, Kind.ERROR, 1, Duration.ZERO, errorCode);
  }

  /**
   * CreateKey makes the key but cannot tag it: the answer carries {@code TagCode} 2, no error.
   *
   * @return a fault for one CreateKey
   */
  public static Fault tagFailure() {
    return of("CreateKey", Kind.TAG_FAILURE);
  }

  /**
   * The same fault for another number of requests.
   *
   * @param times at least 1
   * @return the fault
   * @throws IllegalArgumentException when {@code times} is below 1
   */
  public Fault times(int times) {
    return new Fault(action, kind, times, delay, errorCode);
  }

  boolean meets(String incomingAction) {
    return action.equals(ANY_ACTION) || action.equals(incomingAction);
  }

  private static Fault of(String action, Kind kind) {
    return new Fault(action, kind, 1, Duration.ZERO, "");
  }

  /** What happens to a request. */
  public enum Kind {
    /** {@code RequestLimitExceeded}, not carried out. */
    THROTTLE(false),
    /** {@code InternalError}, not carried out. */
    INTERNAL_ERROR(false),
    /** Connection closed, not carried out. */
    DROP_REQUEST(false),
    /** Connection closed, carried out. */
    DROP_RESPONSE(true),
    /** Carried out and answered, but late. */
    DELAY(true),
    /** HTTP 502, not carried out. */
    BAD_GATEWAY(false),
    /** HTTP 200 without a body, carried out. */
    EMPTY_BODY(true),
    /** HTTP 200 with broken JSON, carried out. */
    MALFORMED(true),
    /** An error code of the caller's choice, not carried out. */
    ERROR(false),
    /** Key created, tags not set; other actions are answered as usual. */
    TAG_FAILURE(true);

    private final boolean carriedOut;

    Kind(boolean carriedOut) {
      this.carriedOut = carriedOut;
    }

    /**
     * Whether the service has done what the request asked for, although the client cannot tell.
     *
     * @return true when the effect is there
     */
    public boolean carriedOut() {
      return carriedOut;
    }

    /**
     * Name in the admin API and in {@link RecordedRequest#outcome()}.
     *
     * @return lower case with hyphens, such as {@code drop-response}
     */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
