#include "kernel/embedded.hpp"
#include "tests/temporary_store.hpp"

// Making the schema takes longer than most tests: hundreds of statements, and for PostgreSQL as many files.
// So it is made once, and a test gets a copy of it (SQLite) or what an earlier test has left, emptied
// (PostgreSQL).

namespace legation::test {

namespace {

store::Author const author{"test"};

/// On SQLite: a copy of one file.
class CopiedFile : public TestDatabase {
  public:
    CopiedFile() : address_(folder_.file("legation.db")) {
        static TemporaryFolder const originals;
        static std::string const original = migrate_into(originals.file("legation.db"));
        std::filesystem::copy_file(original, address_);
    }

    std::string const& address() const override { return address_; }

  private:
    /// The last connection to close leaves one file, without a journal.
    static std::string migrate_into(std::string const& file) {
        store::Store store({file, 1}, system_now);
        store::migrate(store, embedded::migrations());
        return file;
    }

    TemporaryFolder folder_;
    std::string address_;
};

/// On PostgreSQL: a schema that tests use one after the other.
class SharedSchema {
  public:
    SharedSchema() {
        store::Store store({database_.address(), 1}, system_now);
        store::migrate(store, embedded::migrations());
        shape_ = shape_of(store);
        for (auto const& table : store.read([](store::ReadTransaction& tx) {
                 return tx.values<std::string>(
                     "SELECT quote_literal(tablename) FROM pg_tables WHERE schemaname = current_schema()");
             }))
            tables_ += (tables_.empty() ? "" : ", ") + table;
    }

    std::string const& address() const { return database_.address(); }

    /// Removes every row and the tests' own tables. Answers whether it is as it was: a test may change
    /// triggers too.
    bool empty() const {
        store::Store store({database_.address(), 1}, system_now);
        // As a replica does it: triggers do not refuse, and references need no order.
        std::string const script =
            "SET LOCAL session_replication_role = replica; DO $$ DECLARE one text; BEGIN "
            "FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() "
            "AND tablename NOT IN (" +
            tables_ +
            ") LOOP EXECUTE format('DROP TABLE %I CASCADE', one); END LOOP; "
            "FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() "
            "AND tablename <> 'schema_migrations' LOOP EXECUTE format('DELETE FROM %I', one); END LOOP; END "
            "$$";
        store.write(author, [&](store::WriteTransaction& tx) { tx.run_script(script); });
        return shape_of(store) == shape_;
    }

  private:
    /// Every column and trigger, as one text.
    static std::string shape_of(store::Store& store) {
        return store.read([](store::ReadTransaction& tx) {
            std::string shape;
            for (auto const& name : tx.values<std::string>(
                     "SELECT relname || '.' || attname || ' ' || atttypid || attnotnull FROM pg_class "
                     "JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 WHERE relnamespace = "
                     "current_schema()::regnamespace UNION ALL SELECT relname || '.' || tgname || ' ' || "
                     "tgenabled::text FROM pg_class JOIN pg_trigger ON tgrelid = pg_class.oid WHERE "
                     "relnamespace "
                     "= current_schema()::regnamespace ORDER BY 1"))
                shape += name + '\n';
            return shape;
        });
    }

    TemporaryDatabase database_{Database::postgresql};
    std::string shape_;
    std::string tables_; ///< their names, as SQL lists them
};

class BorrowedSchema : public TestDatabase {
  public:
    BorrowedSchema() {
        if (idle().empty()) idle().push_back(std::make_unique<SharedSchema>());
        schema_ = std::move(idle().back());
        idle().pop_back();
    }
    ~BorrowedSchema() override {
        try {
            if (schema_->empty()) idle().push_back(std::move(schema_));
        } catch (std::exception const& error) {
            ADD_FAILURE() << "the test's schema cannot be emptied: " << error.what();
        }
    }
    BorrowedSchema(BorrowedSchema const&) = delete;
    BorrowedSchema& operator=(BorrowedSchema const&) = delete;

    std::string const& address() const override { return schema_->address(); }

  private:
    /// Tests run one after the other; few need two databases at a time.
    static std::vector<std::unique_ptr<SharedSchema>>& idle() {
        static std::vector<std::unique_ptr<SharedSchema>> schemas;
        return schemas;
    }

    std::unique_ptr<SharedSchema> schema_;
};

} // namespace

std::unique_ptr<TestDatabase> migrated_database(Database kind) {
    if (kind == Database::sqlite) return std::make_unique<CopiedFile>();
    return std::make_unique<BorrowedSchema>();
}

} // namespace legation::test
