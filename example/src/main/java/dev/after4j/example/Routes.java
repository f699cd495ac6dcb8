package dev.after4j.example;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the endpoint of a path and a method. */
final class Routes extends Handler.Abstract {
    /** Answers a request; what it throws becomes an error response. */
    interface Endpoint {
        Answer answer(Request request) throws Exception;
    }

    private final Map<String, Map<String, Endpoint>> paths = new TreeMap<>();

    Routes on(String method, String path, Endpoint endpoint) {
        paths.computeIfAbsent(path, first -> new TreeMap<>()).put(method, endpoint);
        return this;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        Map<String, Endpoint> methods = paths.get(path);
        if (methods == null)
            throw new HttpException.RuntimeException(
                    HttpStatus.NOT_FOUND_404, "There is nothing at " + path + "; try one of " + paths.keySet());
        Endpoint endpoint = methods.get(request.getMethod());
        if (endpoint == null) {
            response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", methods.keySet()));
            throw new HttpException.RuntimeException(
                    HttpStatus.METHOD_NOT_ALLOWED_405,
                    path + " takes " + methods.keySet() + ", not " + request.getMethod());
        }
        endpoint.answer(request).send(response, callback);
        return true;
    }
}
