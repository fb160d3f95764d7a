#include "commands/commands.hpp"
#include "kernel/embedded.hpp"
#include "kernel/error.hpp"
#include "kernel/records/record_store.hpp"
#include "kernel/store/empty_log.hpp"
#include "kernel/store/migrate.hpp"
#include "program.hpp"
#include "register/erasing/erase_person.hpp"
#include "register/person.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace legation {

namespace {

using registry::Person;

/// Throws Error when it is not there, or is somebody else.
std::int64_t checked_person(store::ReadTransaction& tx, EraseOptions const& options) {
    records::RecordType const& type = records::type_of<Person>();
    if (options.noun != type.name)
        throw Error(ErrorCode::unprocessable,
                    fmt::format("only a person can be erased, no {}; hide other records", options.noun));
    auto const id = records::id_of_uuid(tx, type, options.uuid);
    auto const record = records::load(tx, type, id.value_or(0));
    if (!record)
        throw Error(ErrorCode::not_found, fmt::format("there is no person {}; the UUID is the end of the "
                                                      "address of the page",
                                                      options.uuid));
    std::string const& name = dynamic_cast<Person const&>(*record).name;
    if (name != options.name)
        throw Error(ErrorCode::unprocessable,
                    fmt::format("{} is not the name of this person; nothing was erased", options.name));
    if (registry::names_person(options.reason, name))
        throw Error(ErrorCode::unprocessable,
                    "leave the name out of the reason: the audit log is never erased");
    return *id;
}

} // namespace

int erase_record(Config const& config, EraseOptions const& options) {
    auto const store = open_store(config, program_clock());
    store::migrate(*store, embedded::migrations());
    registry::PersonToErase person;
    auto const erased = store->write(store::Author{"operator"}, [&](store::WriteTransaction& tx) {
        std::int64_t const id = checked_person(tx, options);
        person = registry::person_to_erase(tx, id);
        auto chosen = options.elsewhere ? registry::named_elsewhere(tx, person.traces, person.records)
                                        : std::vector<registry::NamedElsewhere>{};
        std::erase_if(chosen, [](registry::NamedElsewhere const& record) { return record.is_namesake; });
        auto done = registry::erase_person(tx, id, chosen);
        registry::audit_erasing(tx, {.action = {}, .detail = options.reason}, id, chosen);
        return done;
    });
    std::error_code ignored; // what is gone already needs no removing
    for (std::string const& upload : erased.uploads)
        for (std::string_view const suffix : {"", ".csv"})
            std::filesystem::remove(fmt::format("{}/imports/{}{}", config.data, upload, suffix), ignored);
    fmt::print("Erased. Records of this person: {}; other records that lost the name: {}; suggestions: {}; "
               "waiting rows: {}; files: {}; letters: {}.\n",
               erased.records, erased.elsewhere, erased.suggestions, erased.waiting_rows,
               erased.uploads.size(), erased.letters);
    if (!store::empty_log(database_of(config)))
        fmt::print("The database's log could not be emptied; it is before long.\n");
    auto const elsewhere = store->read([&](store::ReadTransaction& tx) {
        return registry::named_elsewhere(tx, person.traces, person.records).size();
    });
    if (elsewhere > 0)
        fmt::print("Other records that name the person, now or in their past, and were left so: {}.\n",
                   elsewhere);
    fmt::print("Dumps that were published before keep the person: remove them from {}/dumps.\n", config.data);
    return 0;
}

} // namespace legation
