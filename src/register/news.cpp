#include "register/news.hpp"

#include "kernel/records/record_store.hpp"
#include "register/activity.hpp"
#include "register/actor.hpp"
#include "register/commitment.hpp"
#include "register/practice.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace legation::registry {

namespace {

constexpr std::int64_t most_of_each = 2;
constexpr std::size_t most_news = 6;

/// The newest of one noun. Each has few enough rows for a sort by time; ids break ties, the later added
/// first.
template <class T>
std::vector<T> newest(store::ReadTransaction& tx) {
    return records::visible<T>(tx, "id > 0 ORDER BY changed_at DESC, id DESC LIMIT :limit", most_of_each);
}

} // namespace

std::vector<News> latest_news(store::ReadTransaction& tx, Presenter const& presenter) {
    std::vector<News> news;
    for (Partnership const& partnership : newest<Partnership>(tx))
        news.push_back({presenter.title_of(partnership), "/register/partnerships/" + partnership.uuid,
                        presenter.choice(partnership_kinds(), partnership.kind).text, partnership.summary,
                        partnership.changed_at});
    for (Activity const& activity : newest<Activity>(tx))
        news.push_back({activity.title, "/register/activities/" + activity.uuid,
                        presenter.choice(activity_kinds(), activity.kind).text, activity.summary,
                        activity.changed_at});
    for (Practice const& practice : newest<Practice>(tx))
        news.push_back({practice.title, "/register/practices/" + practice.uuid, presenter.text("Practice"),
                        practice.summary, practice.changed_at});
    for (Commitment const& commitment : newest<Commitment>(tx))
        news.push_back({commitment.title, "/register/commitments/" + commitment.uuid,
                        presenter.text("Commitment"), commitment.summary, commitment.changed_at});
    for (Actor const& actor : newest<Actor>(tx))
        news.push_back({presenter.actor(actor.id).text, "/register/" + actor.slug,
                        presenter.choice(actor_kinds(), actor.kind).text, actor.summary, actor.changed_at});
    // The latest day first; within a day the newest of each noun before the second newest of any.
    auto const noun_of = [](News const& item) { return item.path.substr(0, item.path.rfind('/')); };
    std::map<std::string, int> seen;
    std::vector<std::pair<int, News>> ranked;
    for (News& item : news) {
        int const rank = seen[noun_of(item)]++;
        ranked.emplace_back(rank, std::move(item));
    }
    std::ranges::stable_sort(ranked, [](auto const& a, auto const& b) {
        std::string const day_a = a.second.changed_at.substr(0, 10),
                          day_b = b.second.changed_at.substr(0, 10);
        return day_a != day_b ? day_a > day_b : a.first < b.first;
    });
    news.clear();
    for (auto& [rank, item] : ranked)
        news.push_back(std::move(item));
    if (news.size() > most_news) news.resize(most_news);
    return news;
}

} // namespace legation::registry
