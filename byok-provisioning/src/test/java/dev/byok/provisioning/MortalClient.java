package dev.byok.provisioning;

import dev.byok.kms.ExternalKeyClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;

/** A client whose process may die before a request leaves, or after its answer came. */
final class MortalClient {
  private MortalClient() {}

  /** Asks at "before create", "after create" and so on whether to die there. */
  static ExternalKeyClient over(ExternalKeyClient client, Predicate<String> dies) {
    return (ExternalKeyClient)
        Proxy.newProxyInstance(
            MortalClient.class.getClassLoader(),
            new Class<?>[] {ExternalKeyClient.class},
            (proxy, method, arguments) -> call(client, method, arguments, dies));
  }

  private static Object call(
      ExternalKeyClient client, Method method, Object[] arguments, Predicate<String> dies)
      throws Throwable {
    dieIf(dies, "before " + method.getName());
    try {
      Object answer = method.invoke(client, arguments);
      dieIf(dies, "after " + method.getName());
      return answer;
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  private static void dieIf(Predicate<String> dies, String moment) {
    if (dies.test(moment)) {
      throw new Crash(moment);
    }
  }
}
