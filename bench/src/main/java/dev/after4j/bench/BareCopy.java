package dev.after4j.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What another server has answered once: bytes and headers, on the heap. */
record BareCopy(HttpFields headers, ByteBuffer body) implements BareJetty.Posts {
    static BareCopy of(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer = ServerProcess.ask(address);
        HttpFields.Mutable headers = HttpFields.build();
        answer.headers().map().forEach((name, values) -> {
            if (!isOfJetty(name)) values.forEach(value -> headers.add(new PreEncodedHttpField(name, value)));
        });
        return new BareCopy(headers.asImmutable(), ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether it is set by Jetty itself. */
    private static boolean isOfJetty(String name) {
        return HttpHeader.CONTENT_LENGTH.is(name) || HttpHeader.DATE.is(name);
    }

    @Override
    public void send(String slug, Response response, Callback callback) {
        response.getHeaders().add(headers);
        response.write(true, body.slice(), callback);
    }
}
