/**
 * {@code after} in Spring Boot 4, for Spring MVC on Tomcat and Jetty. The dependency is all: there is nothing to declare.
 *
 * <p><b>Beans.</b> One {@link dev.after4j.AfterRuntime} per application, with the limits of {@code after4j.*}, all beans of
 * type {@link dev.after4j.AfterListener} and {@link dev.after4j.spi.ContextCarrier}, and whatever an
 * {@link dev.after4j.spring.AfterRuntimeCustomizer} does to it; or the application's own, if it declares one.
 *
 * <p><b>Order of the end.</b> The web server finishes what is in flight and stops; then the runtime drains (R22); then
 * beans, pools and data sources are closed.
 */
@NullMarked
package dev.after4j.spring;

import org.jspecify.annotations.NullMarked;
