using Portal.Customers;
using Portal.Saving;

namespace Portal.SignUp;

/// <summary>A sign-up form as it was sent.</summary>
[GenerateSerializer, Immutable, Alias("portal.SignUpForm")]
public sealed record SignUpForm
{
    [Id(0)] public required string Host { get; init; }
    [Id(1)] public CustomerKind Kind { get; init; }
    [Id(2)] public string? Company { get; init; }
    [Id(3)] public string? Name { get; init; }
    [Id(4)] public string? Email { get; init; }
    [Id(5)] public string? Password { get; init; }
    [Id(6)] public string? Phone { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    [Id(7)] public string? Country { get; init; }
    [Id(8)] public string? Currency { get; init; }
    [Id(9)] public bool Terms { get; init; }

    /// <summary>Hash of a secret that the browser keeps: its password counts only where it was typed.</summary>
    [Id(10)] public required string BrowserHash { get; init; }
    [Id(11)] public string? Source { get; init; }
    [Id(12)] public required string Language { get; init; }

    public override string ToString() => nameof(SignUpForm);
}

/// <summary>What sending a sign-up came to: the same whether the address is known or not.</summary>
/// <param name="Errors">At the form's fields; empty: look into your mail.</param>
[GenerateSerializer, Immutable, Alias("portal.SignUpAnswer")]
public sealed record SignUpAnswer([property: Id(0)] FieldError[] Errors)
{
    public static readonly SignUpAnswer Sent = new([]);
}

[GenerateSerializer]
public enum SignUpLinkState
{
    /// <summary>No good: used, late, for another host, made up.</summary>
    None,

    /// <summary>It can be confirmed by this browser as it is.</summary>
    Confirmable,

    /// <summary>It can be confirmed with a password typed anew: another browser than the sign-up's.</summary>
    NeedsPassword,

    /// <summary>It was confirmed already: sign in.</summary>
    Done,

    /// <summary>It was confirmed already, and waits for staff's approval.</summary>
    Waits,
}

/// <summary>
/// One sign-up, a saga. Key: <c>su_</c> and the form's operation id (hex digits). Steps are idempotent and saved; a reminder goes on
/// after a crash; until the address is confirmed there is only a reservation that ends by itself.
/// </summary>
[Alias("portal.ISignUpGrain")]
public interface ISignUpGrain : IGrainWithStringKey
{
    /// <summary>Takes the form: reserves the address and mails a link, or mails its owner. Sent twice: the first answer.</summary>
    [Alias("Begin")]
    Task<SignUpAnswer> Begin(SignUpForm form);

    /// <summary>
    /// A newer form, checked, for the same address in the same scope: takes this one's place. False: it waits no longer, the
    /// address is to be asked for anew.
    /// </summary>
    [Alias("Renew")]
    Task<bool> Renew(SignUpForm form, string operationId);

    /// <summary>What the link is good for. Changes nothing.</summary>
    [Alias("Look")]
    Task<SignUpLinkState> Look(string tokenHash, string host, string? browserHash);

    /// <summary>
    /// Confirms: from now on the customer comes to be, whatever dies. Returns once it is there, or after some seconds. Invalid
    /// at <c>password</c>; NotFound: the link is no good.
    /// </summary>
    [Alias("Confirm")]
    Task<SaveResult<CustomerView>> Confirm(string tokenHash, string host, string? browserHash, string? password);
}
