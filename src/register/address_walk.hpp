#pragma once

#include "register/changed_sample.hpp"
#include "register/record_views.hpp"

#include <functional>
#include <string>
#include <vector>

namespace legation::registry {

/// Asks every address of the Register, for tests of what no page may know.
class AddressWalk : public ChangedSample {
  protected:
    /// Every answer to an address in every form that it has; nothing where it is refused.
    std::string answer(std::string const& target) {
        try {
            http::Response const response = get(target);
            ++answered_;
            std::string all;
            for (auto const& [name, value] : response.headers)
                all.append(name).append(": ").append(value).append("\n");
            if (auto const* text = std::get_if<std::string>(&response.body)) return all + *text;
            if (auto const* producer = std::get_if<http::ChunkProducer>(&response.body))
                while (auto part = (*producer)())
                    all += *part;
            return all;
        } catch (Error const& error) {
            EXPECT_NE(error.code, ErrorCode::internal) << target << ": " << error.what();
            return error.public_message;
        }
    }

    /// The addresses of a route: each of its parameters with everything that it may name.
    std::vector<std::string> addresses_of(http::Route const& route) {
        std::vector<std::string> addresses{route.pattern};
        auto const fill = [&](std::string_view parameter, std::vector<std::string> const& values) {
            std::vector<std::string> filled;
            for (std::string const& address : addresses) {
                std::size_t const at = address.find(parameter);
                if (at == std::string::npos)
                    filled.push_back(address);
                else
                    for (std::string const& value : values)
                        filled.push_back(std::string(address).replace(at, parameter.size(), value));
            }
            addresses = std::move(filled);
        };
        fill("{slug:slug}", {"us-ca-los-angeles", "us-tx", "us", "jp", "c40-cities", "mark-actor"});
        fill("{version:integer}", {"1"});
        fill("{zoom:integer}/{x:integer}/{y}", {"0/0/0.mvt"});
        fill("{noun:slug}/{name:slug}", records_);
        for (std::string_view const parameter : {"{name:slug}", "{key:slug}"})
            fill(parameter, names_in(route.pattern));
        return addresses;
    }

    /// What a route for one noun's records may be asked for: all of them, closed ones too.
    std::vector<std::string> names_in(std::string const& pattern) {
        for (records::RecordType const* type : nouns()) {
            std::string const table = address_of(type->table);
            if (pattern.find("/" + table + "/") == std::string::npos) continue;
            return store().read([&](store::ReadTransaction& tx) {
                return tx.values<std::string>(fmt::format(
                    "SELECT {} FROM {}", type->find("slug") == nullptr ? "uuid" : "slug", type->table));
            });
        }
        return {"pages"};
    }

    /// Asks every address, with what `query` adds, and answers what each knows.
    void walk(std::string const& query,
              std::function<void(std::string const& target, std::string const& text)> const& look) {
        for (http::Route const& route : router_.routes()) {
            if (route.method != http::Method::get || route.pattern.find("{file}") != std::string::npos ||
                route.pattern.find("/import") != std::string::npos)
                continue;
            for (std::string const& address : addresses_of(route)) {
                std::string const path = address == "/" ? "/home" : address;
                look(address, answer(address + query));
                if (route.has_json) look(path + ".json", answer(fmt::format("{}.json{}", path, query)));
                for (http::Format const format : route.downloads)
                    if (format != http::Format::xlsx) {
                        std::string const file = path + std::string(http::suffix_of(format));
                        look(file, answer(file + query));
                    }
            }
        }
    }

    std::vector<std::string> records_; ///< below /register: `people/ada`
    int answered_ = 0;
};

} // namespace legation::registry
