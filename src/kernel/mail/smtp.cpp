#include "kernel/mail/smtp.hpp"

#include "kernel/error.hpp"
#include "kernel/jobs/job_runner.hpp"
#include "kernel/mail/address.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <array>
#include <memory>

namespace legation::mail {

namespace {

using Lines = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;
using Parts = std::unique_ptr<curl_mime, decltype(&curl_mime_free)>;

void append(Lines& lines, std::string const& line) {
    curl_slist* const longer = curl_slist_append(lines.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    (void)lines.release(); // a part of the longer list now
    lines.reset(longer);
}

/// Mail has CRLF at the end of each line.
std::string with_carriage_returns(std::string_view text) {
    std::string lines;
    lines.reserve(text.size() + text.size() / 32);
    for (char const letter : text) {
        if (letter == '\r' || letter == '\0') continue;
        if (letter == '\n') lines += '\r';
        lines += letter;
    }
    return lines;
}

/// One connection to the mail server.
class Connection {
  public:
    Connection(Settings const& settings, std::string const& host, std::stop_token stop)
        : stop_(std::move(stop)) {
        static bool const is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
        handle_.reset(is_ready ? curl_easy_init() : nullptr);
        if (!handle_)
            throw Error(ErrorCode::unavailable, "Mail cannot be sent now.", "libcurl does not start");
        bool const is_tls = settings.encryption == Encryption::tls;
        // The path is how the hub presents itself.
        set(CURLOPT_URL, fmt::format("{}://{}/{}", is_tls ? "smtps" : "smtp", settings.server, host).c_str());
        if (settings.server.find(':') == std::string::npos)
            set(CURLOPT_PORT, usual_port(settings.encryption));
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        set(CURLOPT_USE_SSL,
            static_cast<long>(settings.encryption == Encryption::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)); // or newer
        if (!settings.certificates.empty()) set(CURLOPT_CAINFO, settings.certificates.c_str());
        if (!settings.user.empty()) {
            set(CURLOPT_USERNAME, settings.user.c_str());
            set(CURLOPT_PASSWORD, settings.password.c_str());
        }
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings.time.count()));
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_PROXY, ""); // the environment has no say in where mail goes
        set(CURLOPT_ERRORBUFFER, problem_.data());
        set(CURLOPT_HEADERFUNCTION, keep_answer);
        set(CURLOPT_HEADERDATA, static_cast<void*>(this));
        set(CURLOPT_WRITEFUNCTION, keep_answer); // the answer to NOOP would go to standard output
        set(CURLOPT_WRITEDATA, static_cast<void*>(this));
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, is_stopped);
        set(CURLOPT_XFERINFODATA, static_cast<void*>(this));
    }

    ~Connection() {
        // libcurl ends by waiting up to two minutes for the answer to its QUIT, whatever it was told about
        // time. With nothing more to read it does not wait.
        curl_socket_t socket = CURL_SOCKET_BAD;
        curl_easy_getinfo(handle_.get(), CURLINFO_ACTIVESOCKET, &socket);
        if (socket != CURL_SOCKET_BAD) shutdown(socket, SHUT_RD);
    }
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    CURL* handle() { return handle_.get(); }

    template <class Value>
    void set(CURLoption option, Value value) {
        CURLcode const code = curl_easy_setopt(handle_.get(), option, value);
        if (code != CURLE_OK)
            throw Error(ErrorCode::unavailable, "Mail cannot be sent now.", curl_easy_strerror(code));
    }

    CURLcode run() { return curl_easy_perform(handle_.get()); }

    long status() const {
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        return status;
    }

    /// What went wrong, with the server's words where it said any.
    std::string problem(CURLcode code) const {
        std::string words = problem_.front() != '\0' ? problem_.data() : curl_easy_strerror(code);
        if (!answer_.empty()) words += fmt::format(" (it says: {})", answer_);
        return words;
    }

  private:
    static long usual_port(Encryption encryption) {
        if (encryption == Encryption::tls) return 465; // RFC 8314
        return encryption == Encryption::starttls ? 587 : 25;
    }

    /// The last refusal that the server sent: SMTP answers reach libcurl's user as headers.
    static std::size_t keep_answer(char* data, std::size_t size, std::size_t count, void* self) {
        constexpr std::size_t longest = 300;
        std::string_view line(data, size * count);
        while (!line.empty() && (line.back() == '\r' || line.back() == '\n'))
            line.remove_suffix(1);
        bool const is_refusal = line.starts_with('4') || line.starts_with('5');
        if (is_refusal) static_cast<Connection*>(self)->answer_ = line.substr(0, longest);
        return size * count;
    }

    static int is_stopped(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        return static_cast<Connection*>(self)->stop_.stop_requested() ? 1 : 0;
    }

    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_{nullptr, curl_easy_cleanup};
    std::array<char, CURL_ERROR_SIZE> problem_{};
    std::string answer_;
    std::stop_token stop_;
};

void add_part(curl_mime* parts, std::string const& content, char const* type) {
    curl_mimepart* const part = curl_mime_addpart(parts);
    std::string const lines = with_carriage_returns(content);
    if (part == nullptr || curl_mime_data(part, lines.data(), lines.size()) != CURLE_OK ||
        curl_mime_type(part, type) != CURLE_OK || curl_mime_encoder(part, "quoted-printable") != CURLE_OK)
        throw std::bad_alloc();
}

/// The text, and the same in HTML for those who want it: the reader's program chooses.
Parts parts_of(Connection& connection, Message const& message) {
    Parts parts(curl_mime_init(connection.handle()), curl_mime_free);
    if (message.html.empty()) {
        add_part(parts.get(), message.text, "text/plain; charset=utf-8");
        return parts;
    }
    Parts alternatives(curl_mime_init(connection.handle()), curl_mime_free);
    add_part(alternatives.get(), message.text, "text/plain; charset=utf-8");
    add_part(alternatives.get(), message.html, "text/html; charset=utf-8");
    curl_mimepart* const part = curl_mime_addpart(parts.get());
    if (part == nullptr || curl_mime_type(part, "multipart/alternative") != CURLE_OK ||
        curl_mime_subparts(part, alternatives.get()) != CURLE_OK)
        throw std::bad_alloc();
    (void)alternatives.release(); // owned by the part now
    return parts;
}

/// Whether the server refused this message, and not the hub: a wrong password is the operator's to mend, and
/// the message waits for that.
bool is_refused_for_good(CURLcode code, long status) {
    bool const is_about_the_message =
        code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_WEIRD_SERVER_REPLY;
    bool const is_about_signing_in = status == 530 || status == 534 || status == 535 || status == 538;
    return is_about_the_message && status >= 500 && status < 600 && !is_about_signing_in;
}

} // namespace

void deliver(Settings const& settings, std::string const& host, Message const& message, Timestamp now,
             std::stop_token const& stop) {
    Connection connection(settings, host, stop);
    Lines headers(nullptr, curl_slist_free_all);
    for (std::string const& line : headers_of(message, settings, now))
        append(headers, line);
    Lines recipients(nullptr, curl_slist_free_all);
    append(recipients, fmt::format("<{}>", message.to));
    Parts const parts = parts_of(connection, message);
    connection.set(CURLOPT_MAIL_FROM, fmt::format("<{}>", *address_of(settings.from)).c_str());
    connection.set(CURLOPT_MAIL_RCPT, recipients.get());
    connection.set(CURLOPT_HTTPHEADER, headers.get());
    connection.set(CURLOPT_MIMEPOST, parts.get());

    CURLcode const code = connection.run();
    if (code == CURLE_OK) return;
    if (is_refused_for_good(code, connection.status()))
        throw jobs::GiveUp(fmt::format("the mail server refuses the message to {}: {}", message.to,
                                       connection.problem(code)));
    throw Error(ErrorCode::unavailable, "Mail cannot be sent now.",
                fmt::format("the mail server {} did not take the message to {}: {}", settings.server,
                            message.to, connection.problem(code)));
}

void check_server(Settings const& settings, std::string const& host) {
    Connection connection(settings, host, {});
    connection.set(CURLOPT_CUSTOMREQUEST, "NOOP");
    CURLcode const code = connection.run();
    if (code != CURLE_OK)
        throw Error(ErrorCode::unavailable,
                    fmt::format("the mail server {} cannot be used: {}; see the [mail] settings",
                                settings.server, connection.problem(code)));
}

} // namespace legation::mail
