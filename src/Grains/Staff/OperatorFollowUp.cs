using System.Data.Common;
using Dapper;
using Portal.Feed;
using Portal.Saving;

namespace Portal.Staff;

/// <summary>What follows from the state of a member of staff: its line in the read model and the brands that it holds.</summary>
internal sealed class OperatorFollowUp(SubjectRows rows, IGrainFactory grains) : IFollowUp<OperatorState>
{
    private const string Upsert = """
        INSERT INTO portal_operators (email, id, name, role, version, created_at)
        VALUES (@Email, @Id, @Name, @Role, @Version, @CreatedAt)
        ON CONFLICT (email) DO UPDATE SET id = excluded.id, name = excluded.name, role = excluded.role, version = excluded.version
        WHERE portal_operators.version < excluded.version
        """;

    // Few, and written without a new version whenever somebody signs in: no column tells how far they are.
    public Subject Subject { get; } = new("operator", new ReadModel("portal_operators", "email", null));

    public Task Repair(string key) => grains.GetGrain<IOperatorGrain>(key).Repair();

    public Task Rows(string key, OperatorState state, OperatorState? before) =>
        rows.Write(state, (connection, transaction) => Put(state, connection, transaction));

    // No front end keeps anything of staff.
    public FeedNote? Note(string key, OperatorState state, OperatorState? before) => null;

    private static async Task Put(OperatorState state, DbConnection connection, DbTransaction transaction)
    {
        var settings = state.Settings!;
        if (state.Removed)
        {
            await connection.ExecuteAsync(
                "DELETE FROM portal_operators WHERE email = @Email AND version <= @Version",
                new { settings.Email, state.Version },
                transaction);
        }
        else
        {
            await connection.ExecuteAsync(Upsert, new
            {
                settings.Email,
                state.Id,
                settings.Name,
                Role = UnknownNames.Row(settings.Rights.Role),
                state.Version,
                CreatedAt = state.CreatedAt.ToUnixTimeMilliseconds(),
            }, transaction);
        }

        await BrandHolders.Put(connection, transaction, "operator/" + state.Id, state.Removed ? null : settings.Rights);
    }
}
