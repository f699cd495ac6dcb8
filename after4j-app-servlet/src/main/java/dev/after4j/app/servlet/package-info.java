/**
 * Mounts an application in a servlet container: {@link dev.after4j.app.servlet.AppFilter} in front of what Spring Boot serves,
 * {@link dev.after4j.app.servlet.AppServlet} in a WAR, or in a context of Jetty or Tomcat. It runs in the scope that
 * {@code after4j-servlet} has opened, and its paths begin below the path of the servlet context.
 */
@NullMarked
package dev.after4j.app.servlet;

import org.jspecify.annotations.NullMarked;
