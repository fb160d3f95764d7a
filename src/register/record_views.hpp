#pragma once

#include "kernel/store/store.hpp"
#include "register/presenter.hpp"
#include "register/record_view.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace legation::registry {

/// A noun that has pages below `/register/{table}/`, and how a page is gathered from the part of the address
/// after it (a UUID, or a slug where the noun has one).
struct RecordPage {
    std::string_view table;
    std::optional<RecordView> (*gather)(store::ReadTransaction& tx, Presenter const& presenter,
                                        std::string_view name);
};

/// Every noun but the actor, which has its own.
std::span<RecordPage const> record_pages();

/// A table's name in an address: `international-offices`.
std::string address_of(std::string_view table);

/// The trail that begins every page of the Register.
std::vector<Cell> trail(Presenter const& presenter, std::string_view list_label, std::string_view list_path);

/// What all views of a record have in common.
RecordView begin_view(records::RecordType const& type, records::Record const& record, std::string path);

} // namespace legation::registry
