#include "accounts/oidc/fetch.hpp"

#include "kernel/error.hpp"
#include "kernel/http/request.hpp"
#include "kernel/mail/settings.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <array>
#include <memory>
#include <new>

namespace legation::accounts {

namespace {

constexpr std::size_t most_bytes = 256UL * 1024;
constexpr long most_milliseconds = 10'000;

[[noreturn]] void fail(std::string const& url, std::string const& why) {
    throw Error(ErrorCode::unavailable, "The other site does not answer now. Try again in a minute.",
                fmt::format("{}: {}", url, why));
}

std::size_t keep(char* data, std::size_t size, std::size_t count, void* body) {
    std::string& text = *static_cast<std::string*>(body);
    if (text.size() + size * count > most_bytes) return 0; // ends the transfer
    text.append(data, size * count);
    return size * count;
}

std::string encoded(Fields const& form) {
    std::string text;
    for (auto const& [name, value] : form)
        text += fmt::format("{}{}={}", text.empty() ? "" : "&", http::percent_encode(name),
                            http::percent_encode(value));
    return text;
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    if (curl_easy_setopt(handle, option, value) != CURLE_OK) throw std::bad_alloc();
}

} // namespace

Fetched fetch(std::string const& url, std::string const& certificates, Fields const& form,
              std::string const& bearer_token) {
    static bool const is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> const handle(is_ready ? curl_easy_init() : nullptr,
                                                                     curl_easy_cleanup);
    if (!handle) fail(url, "libcurl does not start");
    bool const is_open = url.starts_with("http://") && mail::is_this_machine(mail::host_of(url));
    Fetched fetched;
    std::array<char, CURL_ERROR_SIZE> problem{};
    set(handle.get(), CURLOPT_URL, url.c_str());
    set(handle.get(), CURLOPT_PROTOCOLS_STR, is_open ? "http,https" : "https");
    if (is_open) set(handle.get(), CURLOPT_PROXY, "");
    set(handle.get(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)); // or newer
    set(handle.get(), CURLOPT_FOLLOWLOCATION, 0L);
    set(handle.get(), CURLOPT_TIMEOUT_MS, most_milliseconds);
    set(handle.get(), CURLOPT_NOSIGNAL, 1L);
    set(handle.get(), CURLOPT_MAXFILESIZE, static_cast<long>(most_bytes));
    set(handle.get(), CURLOPT_ERRORBUFFER, problem.data());
    set(handle.get(), CURLOPT_WRITEFUNCTION, keep);
    set(handle.get(), CURLOPT_WRITEDATA, static_cast<void*>(&fetched.body));
    if (!certificates.empty()) set(handle.get(), CURLOPT_CAINFO, certificates.c_str());
    std::string const body = encoded(form);
    if (!form.empty()) set(handle.get(), CURLOPT_POSTFIELDS, body.c_str());
    if (!bearer_token.empty()) {
        set(handle.get(), CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
        set(handle.get(), CURLOPT_XOAUTH2_BEARER, bearer_token.c_str());
    }
    CURLcode const code = curl_easy_perform(handle.get());
    if (code != CURLE_OK) fail(url, problem.front() != '\0' ? problem.data() : curl_easy_strerror(code));
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &fetched.status);
    return fetched;
}

} // namespace legation::accounts
