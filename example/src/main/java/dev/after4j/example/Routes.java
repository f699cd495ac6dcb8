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
        Map<String, Endpoint> methods = paths.computeIfAbsent(path, first -> new TreeMap<>());
        methods.put(method, endpoint);
        if (method.equals("GET")) methods.put("HEAD", endpoint); // Jetty leaves the body out
        return this;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        Map<String, Endpoint> methods = paths.get(path);
        if (methods == null)
            throw new HttpException.RuntimeException(
                    HttpStatus.NOT_FOUND_404,
                    "There is nothing at " + path + "; try " + String.join(" or ", paths.keySet()));
        Endpoint endpoint = methods.get(request.getMethod());
        if (endpoint == null) {
            String allowed = String.join(", ", methods.keySet());
            response.getHeaders().put(HttpHeader.ALLOW, allowed);
            throw new HttpException.RuntimeException(
                    HttpStatus.METHOD_NOT_ALLOWED_405, path + " takes " + allowed + ", not " + request.getMethod());
        }
        endpoint.answer(request).send(response, callback);
        return true;
    }
}
