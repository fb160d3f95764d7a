#include "kernel/views/tr.hpp"
#include "register/activity.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

std::span<Choice const> activity_kinds() {
    static constexpr std::array choices{
        Choice{"delegation_in", tr_noop("Delegation received")},
        Choice{"delegation_out", tr_noop("Delegation sent")},
        Choice{"exchange", tr_noop("Exchange")},
        Choice{"event", tr_noop("Event")},
        Choice{"summit", tr_noop("Summit")},
        Choice{"trade_mission", tr_noop("Trade mission")},
        Choice{"training", tr_noop("Training")},
        Choice{"statement", tr_noop("Joint statement or solidarity")},
        Choice{"aid", tr_noop("Aid")},
        Choice{"other", tr_noop("Other activity")},
    };
    return choices;
}

std::span<Choice const> outcome_categories() {
    static constexpr std::array choices{
        Choice{"value", tr_noop("Value")},
        Choice{"presence", tr_noop("Presence")},
        Choice{"impression", tr_noop("Impression")},
    };
    return choices;
}

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Activity>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Activity>(
        "activity", "activities", tr_noop("Activity"), "key",
        {
            field<&Activity::key>("key", tr_noop("Key")).as(Kind::slug).required().open(),
            field<&Activity::kind>("kind", tr_noop("Kind")).one_of(activity_kinds()).required().open(),
            field<&Activity::title>("title", tr_noop("Title")).required().max(300).open().searchable(),
            field<&Activity::starts>("starts", tr_noop("Begins")).as(Kind::date).open(),
            field<&Activity::ends>("ends", tr_noop("Ends")).as(Kind::date).open(),
            field<&Activity::country>("country", tr_noop("Country")).max(2).open(),
            field<&Activity::place_id>("place_id", tr_noop("Place")).references("place").open(),
            field<&Activity::themes>("themes", tr_noop("Themes")).list_of("theme").open(),
            field<&Activity::summary>("summary", tr_noop("Summary"))
                .as(Kind::long_text)
                .max(5000)
                .open()
                .searchable(),
            field<&Activity::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::ActivityParticipant>() {
    using namespace legation::registry;
    static RecordType const type = record_type<ActivityParticipant>(
        "activity_participant", "activity_participants", tr_noop("Participant"), "",
        {
            field<&ActivityParticipant::activity_id>("activity_id", tr_noop("Activity"))
                .references("activity")
                .required()
                .open(),
            field<&ActivityParticipant::actor_id>("actor_id", tr_noop("Participant"))
                .references("actor")
                .required()
                .open(),
            field<&ActivityParticipant::role>("role", tr_noop("Role")).max(200).open(),
            field<&ActivityParticipant::position>("position", tr_noop("Position")).open(),
        });
    return type;
}

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Outcome>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Outcome>(
        "outcome", "outcomes", tr_noop("Outcome"), "",
        {
            field<&Outcome::activity_id>("activity_id", tr_noop("Activity"))
                .references("activity")
                .required()
                .open(),
            field<&Outcome::category>("category", tr_noop("Category"))
                .one_of(outcome_categories())
                .required()
                .open(),
            field<&Outcome::measure>("measure", tr_noop("Measure")).required().max(300).open(),
            field<&Outcome::amount>("amount", tr_noop("Amount")).open(),
            field<&Outcome::unit>("unit", tr_noop("Unit")).max(100).open(),
            field<&Outcome::note>("note", tr_noop("Note")).as(Kind::long_text).max(2000).open(),
            field<&Outcome::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
