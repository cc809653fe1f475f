using Microsoft.Extensions.Options;
using Portal.Calls;

namespace Portal.Hosting.Calls;

/// <summary>On SQLite calls aren't archived: it is for installations whose calls fit into its file.</summary>
internal sealed class SqliteRetention : IValidateOptions<CallRetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, CallRetentionOptions options) => options.IsArchived
        ? ValidateOptionsResult.Fail(
            $"{CallIntakeOptions.Section}:KeepDays is more than HotDays: old calls are to lie in files, which needs PostgreSQL. "
                + "Set HotDays itself.")
        : ValidateOptionsResult.Success;
}
