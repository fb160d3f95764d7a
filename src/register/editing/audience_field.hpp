#pragma once

#include "kernel/http/request.hpp"
#include "kernel/views/data.hpp"
#include "register/editing/record_form.hpp"
#include "register/lens/audience.hpp"
#include "register/presenter.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The question for whom a record is, in the forms of those who keep it.
namespace legation::registry {

/// The choice that a trip is for those who keep it until they are back, and anything else for everybody.
inline constexpr std::string_view after_return = "after_return";

/// Its name in a form.
inline constexpr std::string_view audience_name = "edit_audience";

struct AudienceField {
    std::vector<Audience> choices; ///< fewer than two: nothing is asked
    std::string chosen;            ///< the code of a choice
};

/// What somebody may choose for a record of these actors.
AudienceField audience_field(http::Viewer const& viewer, records::RecordType const& type,
                             std::span<std::int64_t const> owners, std::string_view chosen);

void show_audiences(views::Data& data, Presenter const& presenter, AudienceField const& field,
                    std::string_view problem = {});

/// Reads the answer; without one it stays as it is. Throws Error(forbidden) for what was not offered.
void read_audience(AudienceField& field, http::Query const& sent);

/// Whether some were chosen to whom the record is closed, whatever it says.
bool is_closed(AudienceField const& field);

/// For whom a record is then: until `publish_on` where a day is named.
struct ChosenAudience {
    std::string audience, publish_on;
};
ChosenAudience chosen_audience(AudienceField const& field, FormValues const& values, std::string_view today);

} // namespace legation::registry
