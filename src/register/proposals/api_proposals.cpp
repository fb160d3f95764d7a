#include "register/proposals/api_proposals.hpp"

#include "kernel/error.hpp"
#include "kernel/json_value.hpp"
#include "kernel/records/json.hpp"
#include "register/proposals/notices.hpp"
#include "register/proposals/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::registry {

namespace {

using http::Request;
using http::Response;

Error wrong(std::string_view member, std::string_view message) {
    return at_fault(member, Error(ErrorCode::unprocessable, std::string(message)));
}

std::string text_in(JsonValue const& object, std::string_view name) {
    JsonValue const* found = object.find(name);
    if (found == nullptr || found->kind == JsonValue::Kind::null) return {};
    if (!found->is_text()) throw wrong(name, "This member must be a text.");
    return found->text;
}

JsonValue body_of(Request const& request) {
    constexpr std::uint64_t most_bytes = 64UL * 1024;
    if (request.body.size > most_bytes || !request.body.file_path.empty())
        throw Error(ErrorCode::too_large,
                    "This is too much for one suggestion: shorten it, or make several.");
    auto body = parse_json(request.body.text);
    if (!body || !body->is_object()) throw Error(ErrorCode::bad_request, "Send one JSON object.");
    static constexpr std::array<std::string_view, 10> known{
        "record", "noun", "kind", "changes", "sure", "comment", "duplicate_of", "source", "name", "email"};
    for (auto const& [name, value] : body->members)
        if (std::ranges::find(known, name) == known.end())
            throw at_fault(name, filled_error(ErrorCode::unprocessable, "There is no member “{name}”.",
                                              {{"name", name}}));
    return std::move(*body);
}

/// Values as the API gives them out: texts, numbers, lists; null for nothing.
std::string value_text(std::string const& name, JsonValue const& value) {
    switch (value.kind) {
    case JsonValue::Kind::null:
        return {};
    case JsonValue::Kind::text:
        return value.text;
    case JsonValue::Kind::number:
        return fmt::format("{}", value.number);
    case JsonValue::Kind::array: {
        std::string list;
        for (JsonValue const& item : value.items) {
            if (!item.is_text()) throw wrong(name, "A list holds texts only.");
            list += (list.empty() ? "" : ";") + item.text;
        }
        return list;
    }
    default:
        throw wrong(name, "A value must be a text, a number or a list of texts.");
    }
}

FormValues changes_in(JsonValue const& body, std::vector<FormField> const& fields) {
    FormValues typed;
    JsonValue const* changes = body.find("changes");
    if (changes == nullptr) return typed;
    if (!changes->is_object()) throw wrong("changes", "This member must be an object of fields.");
    for (auto const& [name, value] : changes->members) {
        if (std::ranges::find(fields, name, &FormField::name) == fields.end())
            throw at_fault(name,
                           filled_error(ErrorCode::unprocessable,
                                        "There is no field “{name}” that can be changed.", {{"name", name}}));
        typed[name] = value_text(name, value);
    }
    return typed;
}

/// A precondition names a version: `"3"`, or `*` for any.
void check_precondition(Request const& request, Suggestion const& suggestion) {
    std::string_view const wanted = request.header("if-match");
    if (wanted.empty() || (wanted == "*" && suggestion.subject.record)) return;
    if (!suggestion.subject.record || wanted != fmt::format("\"{}\"", suggestion.subject.record->version))
        throw Error(ErrorCode::precondition, "The record has another version by now: get it again.");
}

ProposalKind kind_in(JsonValue const& body, bool is_new) {
    std::string const code = text_in(body, "kind");
    if (is_new) return ProposalKind::new_record;
    if (code.empty()) return ProposalKind::change;
    for (records::Choice const& choice : proposal_kinds())
        if (choice.code == code && code != code_of(ProposalKind::new_record)) return proposal_kind(code);
    throw wrong("kind", "This member must be one of: change, add_source, out_of_date, duplicate.");
}

Suggestion suggestion_in(JsonValue const& body, Request const& request, Context const& context,
                         Picture const& picture, Presenter const& presenter) {
    // Who holds a token is known; a session is for pages alone, since other sites may post here.
    http::Viewer const viewer = request.viewer.is_program ? request.viewer : http::Viewer{};
    std::string const record = text_in(body, "record"), noun = text_in(body, "noun");
    if (record.empty() == noun.empty())
        throw wrong("record", "Name either the record to change, or the noun of a new one.");
    if (!noun.empty())
        return begin_suggestion(new_subject(presenter, noun), kind_in(body, true), presenter.language(),
                                viewer);
    std::string const path = path_of_page(record);
    if (path.empty()) throw wrong("record", "This member must be the address of a page of the Register.");
    return begin_suggestion(subject_of(context, picture, presenter, path), kind_in(body, false),
                            presenter.language(), viewer);
}

/// Everything that is wrong at once, each with its field.
[[noreturn]] void refuse(Suggestion const& suggestion) {
    std::string all;
    for (FormProblem const& problem : suggestion.problems)
        all += fmt::format("{}{}: {}", all.empty() ? "" : " ", problem.field, problem.message);
    for (Cell const& similar : suggestion.similar)
        all += fmt::format("{}{}",
                           all.empty() ? "It may be recorded already (send \"sure\": true if not): " : ", ",
                           similar.path);
    throw at_fault(suggestion.problems.empty() ? "sure" : suggestion.problems.front().field,
                   Error(ErrorCode::unprocessable, all));
}

} // namespace

Response receive_proposal(Request const& request, Context const& context) {
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    JsonValue const body = body_of(request);
    Suggestion suggestion = suggestion_in(body, request, context, *picture, presenter);
    check_precondition(request, suggestion);
    Proposal& proposal = suggestion.proposal;
    proposal.comment = text_in(body, "comment");
    if (proposal.account_id == 0) {
        proposal.name = text_in(body, "name");
        proposal.email = text_in(body, "email");
    }
    proposal.duplicate_of = path_of_page(text_in(body, "duplicate_of"));
    if (JsonValue const* source = body.find("source"); source != nullptr) {
        proposal.source_title = text_in(*source, "title");
        proposal.source_url = text_in(*source, "url");
    }
    JsonValue const* sure = body.find("sure");
    bool const is_sure = sure != nullptr && sure->kind == JsonValue::Kind::truth && sure->truth;
    check_suggestion(suggestion, changes_in(body, suggestion.fields), is_sure, context, *picture, presenter);
    if (!suggestion.is_right()) refuse(suggestion);
    store_suggestion(suggestion, request, context, presenter);

    std::string const page = context.layout.site().public_url + page_of(proposal);
    records::JsonWriter json;
    json.begin_object().member("id", proposal.uuid).member("state", code_of(proposal.state));
    json.member("url", page).end_object();
    constexpr int created = 201;
    return http::json(json.take(), created).with("Location", page).with("Cache-Control", "no-store");
}

} // namespace legation::registry
