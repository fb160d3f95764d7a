#include "kernel/error.hpp"
#include "kernel/http/multipart.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace legation::http {
namespace {

std::string const form =
    "--xyz\r\n"
    "Content-Disposition: form-data; name=\"form_token\"\r\n\r\n"
    "secret\r\n--xyz\r\n"
    "content-disposition: form-data; name=\"file\"; filename=\"C:\\lists\\partners.csv\"\r\n"
    "Content-Type: text/csv\r\n\r\n"
    "name\r\nBogot\xC3\xA1\r\n--xy\r\n"
    "\r\n--xyz\r\n"
    "Content-Disposition: form-data; name=\"noun\"\r\n\r\n"
    "actor\r\n--xyz--\r\n";

Request request_with(std::string body) {
    Request request;
    request.headers = {{"content-type", "multipart/form-data; boundary=\"xyz\""}};
    request.body.size = body.size();
    request.body.text = std::move(body);
    return request;
}

TEST(Multipart, HasTheFieldsAndTheFileAsItWas) {
    FileForm const read = parse_file_form(request_with(form));
    EXPECT_EQ(read.fields.find("form_token"), "secret");
    EXPECT_EQ(read.fields.find("noun"), "actor");
    EXPECT_EQ(read.file_name, "partners.csv");
    EXPECT_EQ(read.file, "name\r\nBogot\xC3\xA1\r\n--xy\r\n");
}

TEST(Multipart, IsReadFromWhereALongBodyIsKept) {
    Request request = request_with({});
    request.body.file_path = testing::TempDir() + "multipart-body";
    request.body.size = form.size();
    std::ofstream(request.body.file_path, std::ios::binary) << form;
    EXPECT_EQ(parse_file_form(request).file_name, "partners.csv");
    EXPECT_EQ(fields_before_file(request).find("form_token"), "secret");
    std::remove(request.body.file_path.c_str());
}

TEST(Multipart, GivesWhatStandsBeforeTheFileWithoutLookingFurther) {
    Query const fields = fields_before_file(request_with(form + "rubbish"));
    EXPECT_EQ(fields.find("form_token"), "secret");
    EXPECT_EQ(fields.find("noun"), std::nullopt);
}

TEST(Multipart, RefusesWhatIsNoWholeForm) {
    std::string two_files = form;
    two_files.replace(two_files.find("name=\"noun\""), 11, "name=\"noun\"; filename=\"b\"");
    std::string with_nul = form;
    with_nul.replace(with_nul.find("secret"), 1, 1, '\0');
    for (std::string const& broken : {std::string(), std::string("--xyz"), form.substr(0, form.size() - 12),
                                      "preamble\r\n" + form, two_files, with_nul}) {
        EXPECT_THROW(parse_file_form(request_with(broken)), Error) << broken;
    }
    Request other = request_with(form);
    other.headers.front().second = "application/x-www-form-urlencoded";
    EXPECT_FALSE(is_file_form(other));
    EXPECT_THROW(parse_file_form(other), Error);
}

} // namespace
} // namespace legation::http
