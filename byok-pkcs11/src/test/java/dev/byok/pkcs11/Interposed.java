package dev.byok.pkcs11;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Stands between our code and a real PKCS#11 library: counts the calls, notes the attributes that
 * are asked for, and answers chosen calls with an error of a token that cannot be had on a desk.
 */
final class Interposed {
  private record Failure(long code, Predicate<Object[]> when) {}

  private final PKCS11 real;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<Long> attributesAskedFor = new HashSet<>();
  private final Map<String, Failure> failures = new HashMap<>();

  Interposed(PKCS11 real) {
    this.real = real;
  }

  static Interposed on(RealToken token) {
    return new Interposed(Cryptoki.load(token.library()).calls());
  }

  /** From now on the function returns this code instead of being called. */
  synchronized Interposed failing(String function, long code) {
    return failing(function, code, arguments -> true);
  }

  synchronized Interposed failing(String function, long code, Predicate<Object[]> when) {
    failures.put(function, new Failure(code, when));
    return this;
  }

  synchronized Interposed mended() {
    failures.clear();
    return this;
  }

  synchronized int count(String function) {
    return counts.getOrDefault(function, 0);
  }

  synchronized Set<String> functions() {
    return Set.copyOf(counts.keySet());
  }

  synchronized Set<Long> attributesAskedFor() {
    return Set.copyOf(attributesAskedFor);
  }

  PKCS11 calls() {
    return (PKCS11)
        Proxy.newProxyInstance(
            PKCS11.class.getClassLoader(), new Class<?>[] {PKCS11.class}, this::invoke);
  }

  private Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("finalize")) {
      // PKCS11 declares it, so the collector of this proxy would unload the library for everybody.
      return null;
    }
    note(method.getName(), arguments);
    failIfTold(method.getName(), arguments);
    try {
      Object result = method.invoke(real, arguments);
      succeeded(method.getName());
      return result;
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private synchronized void note(String function, Object[] arguments) {
    if (function.equals("C_GetAttributeValue")) {
      for (CK_ATTRIBUTE each : (CK_ATTRIBUTE[]) arguments[2]) {
        attributesAskedFor.add(each.type);
      }
    }
  }

  /** Without a lock while the condition is asked: it may wait for another thread's call. */
  private void failIfTold(String function, Object[] arguments) throws PKCS11Exception {
    Failure failure;
    synchronized (this) {
      failure = failures.get(function);
    }
    if (failure != null && failure.when().test(arguments)) {
      throw new PKCS11Exception(failure.code());
    }
  }

  private synchronized void succeeded(String function) {
    counts.merge(function, 1, Integer::sum);
  }
}
