package dev.after4j.server;

import dev.after4j.app.spi.Head;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.jspecify.annotations.Nullable;

/** What is in the folders {@code static} on the class path. */
final class Assets {
    private static final String FOLDER = "static";

    /** None without such a folder. */
    private final @Nullable ResourceHandler files;

    private Assets(@Nullable ResourceHandler files) {
        this.files = files;
    }

    /** They live as long as {@code server}. */
    static Assets of(Server server) throws IOException {
        List<Resource> folders = new ArrayList<>();
        for (URL folder : Collections.list(loader().getResources(FOLDER)))
            folders.add(ResourceFactory.of(server).newResource(folder));
        if (folders.isEmpty()) return new Assets(null);
        ResourceHandler files = new ResourceHandler();
        files.setServer(server);
        files.setBaseResource(ResourceFactory.combine(folders));
        files.setDirAllowed(false);
        files.setEtags(true);
        files.setCacheControl("public, max-age=0"); // asked for again, by its ETag
        files.setPrecompressedFormats(CompressedContentFormat.BR, CompressedContentFormat.GZIP);
        server.addBean(files);
        return new Assets(files);
    }

    private static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? ClassLoader.getSystemClassLoader() : context;
    }

    /** Sends what is at {@code path}, decoded, without holding the thread; false if there is no such file. */
    boolean send(String path, Head defaults, Request request, Response response, Callback callback) throws IOException {
        if (files == null) return false;
        Request here =
                Request.serveAs(request, HttpURI.build(request.getHttpURI()).path(URIUtil.encodePath(path)));
        HttpContent content = files.getResourceService().getContent(Request.getPathInContext(here), here);
        if (content == null || content.getResource().isDirectory()) return false;
        defaults.headers(response.getHeaders()::add);
        files.getResourceService().doGet(here, response, callback, content);
        return true;
    }
}
