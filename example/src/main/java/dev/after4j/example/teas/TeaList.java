package dev.after4j.example.teas;

import dev.after4j.app.Html;
import dev.after4j.app.HtmlOutput;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;
import java.util.List;

/** Teas, with the form to look for others. */
record TeaList(Request request, Search search, List<Tea> teas, Jte jte) implements Html {
    @Override
    public void writeTo(HtmlOutput out) {
        out.write(jte.view("teas/list.jte")
                .with("request", request)
                .with("search", search)
                .with("teas", teas));
    }
}
