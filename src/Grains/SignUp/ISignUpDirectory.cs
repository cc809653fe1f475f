namespace Portal.SignUp;

/// <summary>The read model of sign-ups: whose ids are known.</summary>
internal interface ISignUpDirectory
{
    Task<bool> Exists(string id, CancellationToken cancellation);
}
