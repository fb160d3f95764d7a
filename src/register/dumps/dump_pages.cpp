#include "register/dumps/dump_pages.hpp"

#include "kernel/error.hpp"
#include "kernel/records/json.hpp"
#include "register/dumps/dump.hpp"
#include "register/pages.hpp"
#include "register/render.hpp"

#include <fmt/format.h>

namespace legation::registry {

namespace {

std::string path_of(Dump const& dump, DumpFile const& file) {
    return fmt::format("/dumps/{}/{}", dump.name, file.name);
}

/// `12.3 MB`: powers of ten, as disks and browsers say it.
std::string size_text(std::uint64_t bytes) {
    constexpr std::uint64_t kilobyte = 1'000, megabyte = 1'000'000;
    if (bytes < kilobyte) return fmt::format("{} B", bytes);
    if (bytes < megabyte) return fmt::format("{} KB", (bytes + kilobyte / 2) / kilobyte);
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / static_cast<double>(megabyte));
}

std::string dumps_json(std::vector<Dump> const& dumps) {
    records::JsonWriter json;
    json.begin_object().key("dumps").begin_array();
    for (Dump const& dump : dumps) {
        json.begin_object().member("name", dump.name).member("date", dump.date).key("files").begin_array();
        for (DumpFile const& file : dump.files) {
            json.begin_object().member("name", file.name).member("url", path_of(dump, file));
            json.member("size", static_cast<std::int64_t>(file.size)).member_if("sha256", file.sha256);
            json.end_object();
        }
        json.end_array().end_object();
    }
    return json.end_array().end_object().take();
}

} // namespace

http::Response dumps_page(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    auto const dumps = list_dumps(context.dumps_folder);
    if (request.format == http::Format::json) return http::json(dumps_json(dumps));
    auto const picture = context.pictures.current();
    Presenter const presenter(context, request.language, *picture);
    views::Data data;
    if (dumps.empty()) data.show("NO_DUMPS");
    for (Dump const& dump : dumps) {
        views::Data section = data.add("DUMP");
        section.set("DUMP_NAME", dump.name);
        section.set("DUMP_DATE", presenter.date(dump.date));
        for (DumpFile const& file : dump.files) {
            views::Data line = section.add("DUMP_FILE");
            line.set("FILE_NAME", file.name);
            line.set("FILE_URL", path_of(dump, file));
            line.set("FILE_SIZE", size_text(file.size));
            line.set("FILE_SHA256", file.sha256);
        }
    }
    views::PageInfo info;
    info.title = presenter.text("The whole record as files");
    info.description =
        presenter.text("Every public record as CSV and NDJSON, made once a day, with checksums "
                       "and the license of every source.");
    info.path = "/dumps";
    info.json_path = "/dumps.json";
    info.breadcrumbs = {{presenter.text("About the data"), "/about-the-data"}, {info.title, {}}};
    return context.layout.page(request, info, "register/dumps.tpl", std::move(data));
}

http::Response dump_file(http::Request const& request, Context const& context) {
    allow_parameters(request, {});
    std::string const& name = request.parameter("file");
    std::string const path = dump_file_path(context.dumps_folder, request.parameter("dump"), name);
    if (path.empty())
        throw Error(ErrorCode::not_found,
                    "There is no such file. Older dumps are removed: /dumps lists what is there.");
    http::Response response;
    response.body = http::FileBody{path};
    response.with("Content-Type", name.ends_with(".zst") ? "application/zstd" : "text/plain; charset=utf-8");
    return response.with("Access-Control-Allow-Origin", "*");
}

} // namespace legation::registry
