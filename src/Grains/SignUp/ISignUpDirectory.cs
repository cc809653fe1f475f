namespace Portal.SignUp;

/// <summary>The sign-ups that there are: what a front end asks before it wakes one for a link.</summary>
internal interface ISignUpDirectory
{
    Task<bool> Exists(string id, CancellationToken cancellation);
}
