#include "register/api/openapi_proposals.hpp"

#include "register/editing/subject.hpp"
#include "register/proposals/proposal.hpp"

namespace legation::registry::api {

namespace {

using records::JsonWriter;

void write_text(JsonWriter& json, std::string_view name, std::string_view description) {
    json.key(name).begin_object().member("type", "string").member("description", description).end_object();
}

void write_body(JsonWriter& json) {
    json.key("requestBody").begin_object().member("required", true).key("content").begin_object();
    json.key("application/json").begin_object().key("schema").begin_object().member("type", "object");
    json.key("required").begin_array().value("comment").end_array();
    json.member("additionalProperties", false).key("properties").begin_object();
    write_text(json, "record", "The address of the record's page, where one is to be changed.");
    json.key("noun").begin_object().member("type", "string").key("enum").begin_array();
    for (std::string_view const noun : addable_nouns())
        json.value(noun);
    json.end_array().member("description", "What a new record is.").end_object();
    json.key("kind").begin_object().member("type", "string").key("enum").begin_array();
    for (records::Choice const& choice : proposal_kinds())
        if (choice.code != code_of(ProposalKind::new_record)) json.value(choice.code);
    json.end_array().member("default", code_of(ProposalKind::change)).end_object();
    json.key("changes").begin_object().member("type", "object");
    json.member("description",
                "What fields shall say: texts, lists of texts, and other records by their keys.");
    json.end_object();
    write_text(json, "comment", "Why; kept with the record's history.");
    write_text(json, "email",
               "Gets a link to confirm the suggestion. Never shown. Needed without an API token.");
    write_text(json, "name", "Shown with the change.");
    write_text(json, "duplicate_of", "The address of the page of the same record.");
    json.key("source").begin_object().member("type", "object").key("properties").begin_object();
    write_text(json, "title", "What the source is called.");
    write_text(json, "url", "Its address.");
    json.end_object().end_object();
    json.key("sure").begin_object().member("type", "boolean");
    json.member("description", "A new record is none of those that are like it.").end_object();
    json.end_object().end_object().end_object().end_object().end_object();
}

} // namespace

void write_proposals_path(JsonWriter& json) {
    json.key("/api/v1/proposals").begin_object().key("post").begin_object();
    json.member("operationId", "suggestChange")
        .member("summary", "Suggest a change, which a person decides about");
    json.key("tags").begin_array().value("proposals").end_array();
    json.key("parameters").begin_array().begin_object();
    json.member("name", "If-Match").member("in", "header");
    json.member("description",
                "The version that was looked at, in quotes: \"3\". Another one is answered with 412.");
    json.key("schema").begin_object().member("type", "string").end_object().end_object().end_array();
    write_body(json);
    json.key("responses").begin_object().key("201").begin_object();
    json.member("description",
                "Received: it waits for a moderator; without an API token, once its address is "
                "confirmed. Location is its page.");
    json.key("content").begin_object().key("application/json").begin_object().key("schema").begin_object();
    json.member("type", "object").key("properties").begin_object();
    write_text(json, "id", "Of the suggestion.");
    write_text(json, "state", "Where it stands.");
    write_text(json, "url", "Its page, which is not public.");
    json.end_object().end_object().end_object().end_object().end_object();
    for (std::string_view const status : {"400", "401", "403", "404", "412", "422", "429", "default"})
        json.key(status).begin_object().member("$ref", "#/components/responses/Problem").end_object();
    json.end_object().end_object().end_object();
}

} // namespace legation::registry::api
