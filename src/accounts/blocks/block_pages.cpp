#include "accounts/blocks/block_pages.hpp"

#include "accounts/account.hpp"
#include "accounts/blocks/address_range.hpp"
#include "accounts/blocks/block.hpp"
#include "accounts/policy.hpp"
#include "accounts/presenter.hpp"
#include "kernel/error.hpp"
#include "kernel/http/ascii.hpp"
#include "kernel/records/json.hpp"
#include "kernel/text.hpp"
#include "kernel/views/form.hpp"
#include "kernel/views/format.hpp"
#include "kernel/views/tr.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legation::accounts {

namespace {

using http::Request;
using http::Response;

constexpr std::string_view address = "/moderation/blocks";
constexpr std::string_view account_word = "account ";
constexpr std::size_t longest_reason = 300;

/// How long a block may run, in days; 0: until it is lifted, for accounts only, since addresses change hands.
struct Duration {
    int days;
    std::string_view label;
};
constexpr std::array durations{
    Duration{1, tr_noop("1 day")},
    Duration{7, tr_noop("1 week")},
    Duration{30, tr_noop("1 month")},
    Duration{365, tr_noop("1 year")},
    Duration{0, tr_noop("Until it is lifted")},
};

/// What was typed for a new block, and what is wrong with it.
struct BlockForm {
    std::string whom, reason;
    int days = 7;
    std::string wrong_whom = {}, wrong_reason = {}, wrong_days = {};

    bool is_right() const { return wrong_whom.empty() && wrong_reason.empty() && wrong_days.empty(); }
};

std::optional<std::int64_t> account_in(std::string_view whom) {
    if (!whom.starts_with(account_word)) return std::nullopt;
    return whole_number(http::trim(whom.substr(account_word.size())));
}

/// So large a range is half a country.
bool is_too_large(AddressRange const& range) {
    constexpr int least_ipv4 = 16, least_ipv6 = 32;
    return range.bits() < (range.is_ipv4() ? least_ipv4 : least_ipv6);
}

/// What keeps an account from being blocked; nothing when it can be.
std::string_view problem_with_account(store::ReadTransaction& tx, std::int64_t id) {
    auto const account = find_account(tx, id);
    if (!account || account->email.empty()) return tr_noop("There is no such account.");
    if (account->role >= http::Role::moderator)
        return tr_noop("This is an account of staff: an administrator takes its role first.");
    return {};
}

std::string_view problem_with_range(std::string const& text, std::string const& own_address) {
    auto const range = AddressRange::parse(text);
    if (!range)
        return tr_noop(
            "Write an address such as 203.0.113.7, a range such as 203.0.113.0/24, or account 12.");
    if (is_too_large(*range)) return tr_noop("This range is too large: /16 is the largest, for IPv6 /32.");
    auto const own = AddressRange::parse(own_address);
    if (own && range->contains(*own)) return tr_noop("You come from there yourself.");
    return {};
}

BlockForm read_form(Request const& request, Context const& context, Presenter const& presenter) {
    http::Query const sent = http::parse_form(request);
    auto const typed = [&](std::string_view name) {
        return std::string(http::trim(sent.find(name).value_or("")));
    };
    BlockForm form{typed("block_whom"), typed("block_reason")};
    std::string const days = typed("block_days");
    auto const chosen = std::ranges::find_if(
        durations, [&](Duration const& one) { return std::to_string(one.days) == days; });
    if (chosen == durations.end())
        form.wrong_days = presenter.text("Choose how long.");
    else
        form.days = chosen->days;
    auto const account = account_in(form.whom);
    std::string_view const problem = account ? context.store.read([&](store::ReadTransaction& tx) {
        return problem_with_account(tx, *account);
    })
                                             : problem_with_range(form.whom, client_of(request, context));
    if (!problem.empty()) form.wrong_whom = presenter.text(problem);
    if (form.days == 0 && !account)
        form.wrong_days = presenter.text("Addresses change hands: block a range for a year at most.");
    if (form.reason.empty() || form.reason.size() > longest_reason)
        form.wrong_reason = presenter.text("Say why in at most 300 characters: whoever is blocked reads it.");
    return form;
}

void show_form(views::Data& data, Presenter const& presenter, BlockForm const& form) {
    views::FieldView const whom{
        .name = "block_whom",
        .label = presenter.text("Whom"),
        .hint =
            presenter.text("An address such as 203.0.113.7, a range such as 203.0.113.0/24, or account 12."),
        .error = form.wrong_whom,
        .value = form.whom,
        .is_required = true,
        .autocomplete = "off",
        .max_length = 60};
    views::FieldView const reason{.name = "block_reason",
                                  .label = presenter.text("Why"),
                                  .hint = presenter.text("Whoever is blocked reads it."),
                                  .error = form.wrong_reason,
                                  .value = form.reason,
                                  .is_required = true,
                                  .max_length = longest_reason};
    views::FieldView const days{
        .name = "block_days", .label = presenter.text("How long"), .error = form.wrong_days};
    std::vector<views::Choice> choices;
    choices.reserve(durations.size());
    for (Duration const& one : durations)
        choices.push_back({std::to_string(one.days), presenter.text(one.label), one.days == form.days});
    views::add_text(data.add("BLOCK_FIELD"), whom);
    views::add_text(data.add("BLOCK_FIELD"), reason);
    views::add_select(data.add("BLOCK_FIELD"), days, choices);
    views::add_error_summary(data, {whom, reason, days});
}

std::string name_of_account(store::ReadTransaction& tx, std::int64_t id) {
    auto const account = find_account(tx, id);
    return account ? account->name : std::string();
}

void show_block(views::Data& data, Presenter const& presenter, store::ReadTransaction& tx,
                Block const& block) {
    auto const language = presenter.request.language;
    views::Data line = data.add("BLOCK");
    line.set("BLOCK_ID", block.id);
    line.set("BLOCK_WHOM", block.account_id == 0
                               ? block.range
                               : fmt::format("{} ({}{})", name_of_account(tx, block.account_id), account_word,
                                             block.account_id));
    line.set("BLOCK_REASON", block.reason);
    line.set("BLOCK_BY", name_of_account(tx, block.made_by));
    line.set("BLOCK_SINCE", views::timestamp(language, block.made_at));
    if (block.ends_at)
        line.set_shown("BLOCK_ENDS", views::timestamp(language, *block.ends_at));
    else
        line.show("HAS_NO_END");
}

Response show_page(Request const& request, Context const& context, BlockForm const& form, int status) {
    Presenter const presenter{context, request};
    views::Data data;
    context.store.read([&](store::ReadTransaction& tx) {
        auto const blocks = running_blocks(tx, context.store.now());
        for (Block const& block : blocks)
            show_block(data, presenter, tx, block);
        if (blocks.empty()) data.show("HAS_NO_BLOCKS");
    });
    show_form(data, presenter, form);
    auto info = presenter.page(tr_noop("Blocks"));
    info.breadcrumbs = {{presenter.text("Suggestions to decide"), "/moderation"}, {info.title, ""}};
    return presenter.show(info, "accounts/blocks.tpl", std::move(data), status);
}

bool changes_the_record(http::Request const& request, http::Route const& route) {
    bool const is_for_changes = std::ranges::any_of(
        std::array{Permission::suggest_change, Permission::edit_record, Permission::manage_members},
        [&](Permission one) { return route.policy.name() == name_of(one); });
    bool const looks_at_own =
        request.method != http::Method::post && route.pattern.starts_with("/proposals/");
    return is_for_changes && !looks_at_own;
}

void write_blocks(records::JsonWriter& json, store::ReadTransaction& tx, std::int64_t account) {
    json.begin_array();
    for (Block const& block : blocks_of(tx, account))
        json.begin_object()
            .member("reason", block.reason)
            .member("made_at", block.made_at)
            .member("ends_at", block.ends_at.value_or(""))
            .end_object();
    json.end_array();
}

void erase_blocks(store::WriteTransaction& tx, std::int64_t account) {
    tx.execute("DELETE FROM blocks WHERE account_id = :account AND account_id > 0", account);
}

} // namespace

void refuse_blocked(Request const& request, http::Route const& route, Context const& context) {
    if (!changes_the_record(request, route)) return;
    auto const block = context.store.read([&](store::ReadTransaction& tx) {
        return find_block(tx, request.viewer, client_of(request, context), context.store.now());
    });
    if (!block) return;
    std::string const until = block->ends_at ? views::timestamp(request.language, *block->ends_at) : "";
    if (until.empty())
        throw filled_error(
            ErrorCode::forbidden,
            "You cannot change the record: {reason} Ask whoever runs this hub if you think that "
            "is wrong.",
            {{"reason", block->reason}});
    if (block->account_id == 0)
        throw filled_error(ErrorCode::forbidden,
                           "Nobody from your network can change the record until {until}: {reason}",
                           {{"until", until}, {"reason", block->reason}});
    throw filled_error(ErrorCode::forbidden, "You cannot change the record until {until}: {reason}",
                       {{"until", until}, {"reason", block->reason}});
}

Response blocks_page(Request const& request, Context const& context) {
    http::allow_parameters(request, {"whom"});
    BlockForm form;
    form.whom = request.query.find("whom").value_or("");
    constexpr int ok = 200;
    return show_page(request, context, form, ok);
}

Response make_block(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    Presenter const presenter{context, request};
    BlockForm const form = read_form(request, context, presenter);
    constexpr int unprocessable = 422;
    if (!form.is_right()) return show_page(request, context, form, unprocessable);
    auto const account = account_in(form.whom);
    context.store.write(author_of(request.viewer), [&](store::WriteTransaction& tx) {
        Block block{.account_id = account.value_or(0), .reason = form.reason};
        if (!account) block.range = AddressRange::parse(form.whom)->text();
        if (form.days > 0) block.ends_at = to_text(tx.now() + std::chrono::days(form.days));
        add_block(tx, block);
        presenter.log(tx, account ? "block account" : "block range",
                      account ? fmt::format("{}{}", account_word, *account) : block.range);
    });
    return http::redirect(views::path(request.language, address), 303);
}

Response end_block(Request const& request, Context const& context) {
    http::allow_parameters(request, {});
    std::int64_t const id = whole_number(request.parameter("id")).value_or(0);
    context.store.write(author_of(request.viewer), [&](store::WriteTransaction& tx) {
        if (!lift_block(tx, id)) throw Error{ErrorCode::not_found, "There is no such block any more."};
        Presenter{context, request}.log(tx, "lift block", fmt::format("block {}", id));
    });
    return http::redirect(views::path(request.language, address), 303);
}

StoredData block_data() {
    return {"blocks", write_blocks, erase_blocks};
}

} // namespace legation::accounts
