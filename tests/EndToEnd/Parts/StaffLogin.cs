using Microsoft.Playwright;
using OtpNet;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>What staff do before anything else: sign in, and set up the second factor.</summary>
internal static class StaffLogin
{
    /// <summary>Signs in as the account of the unattended set-up and enrols; answers the recovery codes. The page shows them.</summary>
    public static async Task<string[]> Enrol(IPage page, string panel)
    {
        await page.GotoAsync(panel + "/sign-in");
        await page.FillAsync("#email", PortalProcess.AdminEmail);
        await page.FillAsync("#password", PortalProcess.AdminPassword);
        await page.ClickAsync("button.primary");
        await page.Reaches("**/profile/second-factor*");
        return await TypeCode(page);
    }

    /// <summary>On the page with the QR code: types what an authenticator app would show.</summary>
    public static async Task<string[]> TypeCode(IPage page)
    {
        await page.ClickAsync("main summary");
        await page.FillAsync("#code", await Code(page));
        await page.ClickAsync("button.primary");
        return [.. (await page.Locator("#codes").TextContentAsync())!.Split('\n').Select(code => code.Trim())];
    }

    /// <summary>What an authenticator app shows that scanned the page's picture.</summary>
    public static async Task<string> Code(IPage page) =>
        new Totp(Base32Encoding.ToBytes(await page.Locator("#secret").TextContentAsync())).ComputeTotp();

    /// <summary>Signs a page in by the cookies of another.</summary>
    public static Task Take(IPage page, IEnumerable<BrowserContextCookiesResult> cookies) => page.Context.AddCookiesAsync(
        cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, HttpOnly = c.HttpOnly }));
}
