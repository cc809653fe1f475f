using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;

namespace Portal.Storage;

/// <summary>
/// Values for SQL's <c>IN @name</c>, one parameter each. Dapper makes an array of a plain list on PostgreSQL, which takes
/// one after <c>= ANY</c> alone; SQLite knows neither.
/// </summary>
internal sealed class SqlList(IReadOnlyCollection<string> values) : SqlMapper.ICustomQueryParameter
{
    public void AddParameter(IDbCommand command, string name)
    {
        var names = new List<string>(values.Count);
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"{name}_{names.Count}");
            parameter.DbType = DbType.String;
            parameter.Value = value;
            command.Parameters.Add(parameter);
            names.Add("@" + parameter.ParameterName);
        }

        // An empty list holds nothing, and is no syntax.
        var list = names.Count == 0 ? "(SELECT '' WHERE 1 = 0)" : $"({string.Join(", ", names)})";
        command.CommandText = Regex.Replace(
            command.CommandText, $@"@{name}\b", list, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }
}
