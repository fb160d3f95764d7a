#include "register/import/upload_run.hpp"
#include "register/register_fixture.hpp"

#include <filesystem>
#include <fstream>

namespace legation::registry {
namespace {

constexpr std::string_view partners = "kind,status,parties\n"
                                      "sister_city,active,\"Houston, Texas; Nagoya, Japan\"\n"
                                      "sister_city,active,\"Houston, Texas; Nowhere at all\"\n"
                                      "sister_city,hopeful,\"Houston, Texas; us-tx\"\n";

class UploadTest : public RegisterTest {
  protected:
    void SetUp() override {
        RegisterTest::SetUp();
        if (IsSkipped()) return;
        import_sample();
        keeper_.emplace(store(), 1'000, [](std::string const& problem) { ADD_FAILURE() << problem; });
        context_.emplace(Context{store(), layout_, *keeper_, {}});
        desk_.emplace(ImportDesk{*context_, folder_.file("imports"), 1'000'000});
    }

    Upload take(std::string_view bytes, std::string kind = "partnership") {
        Upload upload;
        upload.kind = std::move(kind);
        upload.account_id = 7;
        upload.author = "Ada";
        upload.file_name = "partners.csv";
        take_in(*desk_, upload, bytes);
        if (find_noun(upload.kind) != nullptr) {
            read_columns(*desk_, upload, {});
            write([&](store::WriteTransaction& tx) {
                save_columns(tx, upload);
                save_state(tx, upload);
            });
        }
        return upload;
    }

    Upload now(Upload const& upload) {
        return store().read([&](store::ReadTransaction& tx) { return find_upload(tx, upload.uuid).value(); });
    }

    /// What the job does, in the process that leased it.
    Upload run(Upload const& upload) {
        jobs::Job job;
        job.payload = upload.uuid;
        upload_handler (*desk_)(job);
        return now(upload);
    }

    Upload apply(Upload upload) {
        upload.state = Upload::State::applying;
        upload.applied_by = {"Grace", 9};
        write([&](store::WriteTransaction& tx) { move_on(tx, upload, Upload::State::checked); });
        return run(upload);
    }

    std::int64_t partnerships() { return number("SELECT COUNT(*) FROM partnerships"); }

    views::Views views_{views::TemplateTexts{},
                        views::Texts::from_catalog(views::test_catalog({{"Kind", "Tipo"}})),
                        [](std::string_view name) { return std::string(name); }};
    views::Layout layout_{views_, views::Site{}};
    std::optional<PictureKeeper> keeper_;
    std::optional<Context> context_;
    std::optional<ImportDesk> desk_;
};

LEGATION_ON_BOTH_DATABASES(UploadTest);

TEST_P(UploadTest, IsLookedAtFirstAndStoresNothing) {
    std::int64_t const before = partnerships();
    Upload const checked = run(take(partners));
    EXPECT_EQ(code_of(checked.state), "checked");
    EXPECT_EQ(checked.counts.created, 1);
    EXPECT_EQ(checked.counts.queued, 1);
    EXPECT_EQ(checked.counts.rejected, 1);
    EXPECT_EQ(partnerships(), before);
    auto const rows = store().read([&](store::ReadTransaction& tx) { return rows_of(tx, checked); });
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].names.at(1).slug, "jp-nagoya");
    EXPECT_TRUE(std::filesystem::exists(desk_->report(checked)));
}

TEST_P(UploadTest, IsStoredOnceInTheNameOfWhoAppliesIt) {
    std::int64_t const before = partnerships();
    Upload const applied = apply(run(take(partners)));
    EXPECT_EQ(code_of(applied.state), "applied");
    EXPECT_EQ(partnerships(), before + 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM import_queue"), 1);
    EXPECT_EQ(number("SELECT account_id FROM revisions ORDER BY id DESC"), 9);
    EXPECT_EQ(code_of(run(applied).state), "applied"); // a job that is run again finds nothing to do
    EXPECT_EQ(partnerships(), before + 1);
}

TEST_P(UploadTest, KnowsHeadingsInBothLanguagesAndAsksAboutOthers) {
    Upload const asked = take("Tipo,status,Partners\nsister_city,active,nobody\n");
    EXPECT_EQ(code_of(asked.state), "columns");
    ASSERT_EQ(asked.columns.size(), 3U);
    EXPECT_EQ(asked.columns[0].field, "kind");
    EXPECT_EQ(asked.columns[2].field, "");
    EXPECT_EQ(asked.columns[2].sample, "nobody");
    EXPECT_EQ(code_of(run(asked).state), "columns"); // nothing is looked at before they are known
}

TEST_P(UploadTest, ThatIsNoTableSaysWhyByTheNameItsOwnerKnows) {
    for (Upload const& broken :
         {take("name\n\"never closed\n"), run(take("one,two\n1,2\n", "sister-cities"))}) {
        Upload const upload = broken.state == Upload::State::checking ? run(broken) : now(broken);
        EXPECT_EQ(code_of(upload.state), "failed");
        EXPECT_NE(upload.problem.find("partners.csv"), std::string::npos) << upload.problem;
        EXPECT_EQ(upload.problem.find(desk_->folder), std::string::npos) << upload.problem;
    }
}

TEST_P(UploadTest, ThatWasUnderWayWhenTheProgramEndedGoesOnAtItsNextStart) {
    Upload const upload = take("kind,parties\nsister,us-ca-los-angeles;fr-paris\n");
    ASSERT_EQ(upload.state, Upload::State::checking);
    write([](store::WriteTransaction& tx) { resume_uploads(tx); });
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE kind = 'import upload'"), 1);
    upload_handler (*desk_)({1, upload_kind, upload.uuid, 1, {}});
    write([](store::WriteTransaction& tx) { resume_uploads(tx); });
    EXPECT_EQ(number("SELECT COUNT(*) FROM jobs WHERE kind = 'import upload'"), 1) << "it is done";
}

TEST_P(UploadTest, IsForgottenAfterAWeekWithItsFiles) {
    Upload const old = run(take(partners));
    clock_.advance(uploads_kept + std::chrono::hours(1));
    take(partners);
    EXPECT_FALSE(store().read([&](store::ReadTransaction& tx) { return find_upload(tx, old.uuid); }));
    EXPECT_FALSE(std::filesystem::exists(desk_->file(old)));
    EXPECT_FALSE(std::filesystem::exists(desk_->report(old)));
}

TEST_P(UploadTest, IsAppliedOrDiscardedByWhoIsFirst) {
    Upload const seen = run(take(partners));
    Upload applied = seen;
    applied.state = Upload::State::applying;
    bool is_applied = false, is_discarded = true;
    write([&](store::WriteTransaction& tx) { is_applied = move_on(tx, applied, Upload::State::checked); });
    write([&](store::WriteTransaction& tx) { is_discarded = discard_upload(tx, seen); });
    EXPECT_TRUE(is_applied);
    EXPECT_FALSE(is_discarded);
    EXPECT_EQ(code_of(run(seen).state), "applied");

    Upload const other = run(take(partners));
    write([&](store::WriteTransaction& tx) { is_discarded = discard_upload(tx, other); });
    applied = other;
    applied.state = Upload::State::applying;
    write([&](store::WriteTransaction& tx) { is_applied = move_on(tx, applied, Upload::State::checked); });
    EXPECT_TRUE(is_discarded);
    EXPECT_FALSE(is_applied);
    EXPECT_FALSE(
        store().read([&](store::ReadTransaction& tx) { return find_upload(tx, other.uuid).has_value(); }));
}

TEST_P(UploadTest, IsRefusedWhenSomebodyHasTooMany) {
    for (std::int64_t i = 0; i < most_uploads_of_one; ++i)
        take("kind,status,parties\n");
    EXPECT_THROW(take(partners), Error);
}

} // namespace
} // namespace legation::registry
