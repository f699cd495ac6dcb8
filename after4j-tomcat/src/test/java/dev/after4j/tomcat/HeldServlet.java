package dev.after4j.tomcat;

import static dev.after4j.After.after;

import dev.after4j.AfterTask;
import dev.after4j.TaskOptions;
import dev.after4j.request.CurrentRequest;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Within a web application in a process of its own: a task for each request, which reads a line of the process's input. */
@WebServlet("/*")
public final class HeldServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AfterTask task = () -> {
            System.out.println(
                    "begun: " + CurrentRequest.headers().first("X-Name").orElse("nobody"));
            System.out.println("read: " + (char) System.in.read());
        };
        after(TaskOptions.named("held"), task);
        response.getWriter().print("answered");
    }

    /** The thread that stops the context drains next: says so as soon as it waits there. */
    @Override
    public void destroy() {
        Thread stopping = Thread.currentThread();
        new Thread(() -> {
                    while (stopping.getState() == Thread.State.RUNNABLE) Thread.onSpinWait();
                    System.out.println("waiting for tasks");
                })
                .start();
    }
}
