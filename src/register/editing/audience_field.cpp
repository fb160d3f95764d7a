#include "register/editing/audience_field.hpp"

#include "kernel/error.hpp"
#include "kernel/views/form.hpp"
#include "register/editing/typed_text.hpp"
#include "register/trips/trip.hpp"

#include <algorithm>

namespace legation::registry {

AudienceField audience_field(http::Viewer const& viewer, records::RecordType const& type,
                             std::span<std::int64_t const> owners, std::string_view chosen) {
    AudienceField field{audiences_to_choose(viewer, owners), std::string(chosen)};
    bool const may_close = std::ranges::find(field.choices, "own", &Audience::code) != field.choices.end();
    if (type.name == "activity" && may_close)
        field.choices.insert(field.choices.begin(),
                             {after_return, tr_noop("Everybody, a trip once it is over")});
    return field;
}

void show_audiences(views::Data& data, Presenter const& presenter, AudienceField const& field,
                    std::string_view problem) {
    if (field.choices.size() < 2) return;
    std::vector<views::Choice> choices;
    choices.reserve(field.choices.size());
    for (Audience const& audience : field.choices)
        choices.push_back(
            {std::string(audience.code), presenter.text(audience.label), audience.code == field.chosen});
    bool const is_activity = field.choices.front().code == after_return;
    std::string_view const hint =
        is_activity
            ? tr_noop("A delegation, exchange or trade mission that is not over is shown to those who act "
                      "for its participants, and to everybody from the day after it ends.")
            : tr_noop("Everybody else does not learn that it is there.");
    views::add_select(data.add("ABOUT_FIELD"),
                      {.name = std::string(audience_name),
                       .label = presenter.text(tr_noop("Who sees this record?")),
                       .hint = presenter.text(hint),
                       .error = std::string(problem)},
                      choices);
}

void read_audience(AudienceField& field, http::Query const& sent) {
    std::string const audience = typed_text(sent, audience_name);
    if (audience.empty()) return;
    if (std::ranges::find(field.choices, audience, &Audience::code) == field.choices.end())
        throw Error(ErrorCode::forbidden, "You may not choose this audience.");
    field.chosen = audience;
}

bool is_closed(AudienceField const& field) {
    return !field.chosen.empty() && field.chosen != "public" && field.chosen != after_return;
}

ChosenAudience chosen_audience(AudienceField const& field, FormValues const& values, std::string_view today) {
    if (field.chosen.empty()) return {"public", {}};
    if (field.chosen != after_return) return {field.chosen, {}};
    std::string day = day_after_return(value_in(values, "kind"), value_in(values, "starts"),
                                       value_in(values, "ends"), today);
    if (day.empty()) return {"public", {}};
    return {"own", std::move(day)};
}

} // namespace legation::registry
