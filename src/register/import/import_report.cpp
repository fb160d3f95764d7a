#include "register/import/import_report.hpp"

#include "kernel/records/csv.hpp"
#include "kernel/records/json.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace legation::registry {

namespace {

using records::JsonWriter;

void write_candidates(JsonWriter& json, std::vector<Candidate> const& candidates) {
    json.key("candidates").begin_array();
    for (Candidate const& candidate : candidates) {
        json.begin_object()
            .member("slug", candidate.slug)
            .member("name", candidate.name)
            .member("score", candidate.score);
        json.key("reasons").begin_array();
        for (std::string const& reason : candidate.reasons)
            json.value(reason);
        json.end_array().end_object();
    }
    json.end_array();
}

void write_questions(JsonWriter& json, std::vector<Question> const& questions) {
    if (questions.empty()) return;
    json.key("questions").begin_array();
    for (Question const& question : questions) {
        json.begin_object()
            .member("column", question.column)
            .member("written", question.written)
            .member("reason", question.reason);
        write_candidates(json, question.candidates);
        json.end_object();
    }
    json.end_array();
}

} // namespace

std::string report_header() {
    return "line,action,record,column,value,reason\r\n";
}

std::string report_line(ImportedRow const& outcome) {
    using records::csv_cell;
    return fmt::format("{},{},{},{},{},{}\r\n", outcome.line, code_of(outcome.action),
                       csv_cell(outcome.record), csv_cell(outcome.column), csv_cell(outcome.value),
                       csv_cell(outcome.reason));
}

std::string json_line(ImportedRow const& outcome) {
    JsonWriter json;
    json.begin_object()
        .member("line", static_cast<std::int64_t>(outcome.line))
        .member("action", code_of(outcome.action))
        .member_if("record", outcome.record)
        .member_if("column", outcome.column)
        .member_if("value", outcome.value)
        .member_if("reason", outcome.reason);
    json.key("names").begin_array();
    for (TakenName const& name : outcome.names) {
        json.begin_object()
            .member("column", name.column)
            .member("written", name.written)
            .member("slug", name.slug)
            .member("score", name.score)
            .member("reason", name.reason)
            .end_object();
    }
    json.end_array();
    write_questions(json, outcome.questions);
    return json.end_object().take() + "\n";
}

std::string json_line(QueuedRow const& row) {
    JsonWriter json;
    json.begin_object()
        .member("id", row.id)
        .member("file", row.file_name)
        .member("line", row.line)
        .member("noun", row.noun)
        .member("status", row.status);
    json.key("row").begin_object();
    for (std::size_t i = 0; i < row.columns.size(); ++i)
        json.member(row.columns[i], row.cells[i]);
    json.end_object();
    write_questions(json, row.questions);
    return json.end_object().take() + "\n";
}

std::string describe(QueuedRow const& row) {
    std::string text = fmt::format("{}  {} of {}, line {}\n", row.id, row.noun, row.file_name, row.line);
    for (std::size_t i = 0; i < row.questions.size(); ++i) {
        Question const& question = row.questions[i];
        text += fmt::format("    {} “{}”: {}\n", question.column, question.written,
                            row.answers[i].empty() ? question.reason : "answered: " + row.answers[i]);
        for (Candidate const& candidate : question.candidates)
            text += fmt::format("        {:<30} {} ({:.0f}{}{})\n", candidate.slug, candidate.name,
                                candidate.score, candidate.reasons.empty() ? "" : "; ",
                                candidate.reasons.empty() ? "" : candidate.reasons.front());
    }
    return text;
}

std::string describe(ImportCounts const& counts, bool only_check) {
    std::string text;
    auto const add = [&](std::int64_t number, std::string_view word) {
        if (number > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", number, word);
    };
    add(counts.created, "created");
    add(counts.changed, "changed");
    add(counts.unchanged, "unchanged");
    add(counts.queued, "queued");
    add(counts.rejected, "rejected");
    add(counts.skipped, "skipped");
    if (text.empty()) text = "there are no rows";
    return only_check ? "Nothing was stored. It would be: " + text : text;
}

} // namespace legation::registry
