#include "kernel/views/tr.hpp"
#include "register/commitment.hpp"

#include <array>

namespace legation::registry {

using records::Choice;
using records::field;
using records::Kind;

std::span<Choice const> agendas() {
    static constexpr std::array choices{
        Choice{"sdg", tr_noop("Sustainable Development Goals")},
        Choice{"paris", tr_noop("Paris Agreement")},
        Choice{"cedaw", tr_noop("CEDAW, the convention on discrimination against women")},
        Choice{"human_rights", tr_noop("Human-rights conventions")},
        Choice{"other", tr_noop("Another agenda")},
    };
    return choices;
}

} // namespace legation::registry

template <>
legation::records::RecordType const& legation::records::type_of<legation::registry::Commitment>() {
    using namespace legation::registry;
    static RecordType const type = record_type<Commitment>(
        "commitment", "commitments", tr_noop("Commitment"), "key",
        {
            field<&Commitment::key>("key", tr_noop("Key")).as(Kind::slug).required().open(),
            field<&Commitment::actor_id>("actor_id", tr_noop("Made by"))
                .references("actor")
                .required()
                .open(),
            field<&Commitment::agenda>("agenda", tr_noop("Agenda")).one_of(agendas()).required().open(),
            field<&Commitment::title>("title", tr_noop("Title")).required().max(300).open().searchable(),
            field<&Commitment::summary>("summary", tr_noop("Summary"))
                .as(Kind::long_text)
                .max(5000)
                .open()
                .searchable(),
            field<&Commitment::made>("made", tr_noop("Made")).as(Kind::date).open(),
            field<&Commitment::due>("due", tr_noop("Due")).as(Kind::date).open(),
            field<&Commitment::evidence>("evidence", tr_noop("Evidence"))
                .as(Kind::long_text)
                .max(2000)
                .open(),
            field<&Commitment::sources>("sources", tr_noop("Sources")).list_of("source").open(),
        });
    return type;
}
