namespace Portal.Tests.Unit.Brands;

/// <summary>What makers of widgets tell people to paste, in their shapes: a block that makes the element of the script.</summary>
internal static class Snippets
{
    public static TheoryData<string, string, string> All => new()
    {
        {
            "Tawk.to", "https://embed.tawk.to", """
            <!--Start of Tawk.to Script-->
            <script type="text/javascript">
            var Tawk_API=Tawk_API||{}, Tawk_LoadStart=new Date();
            (function(){
            var s1=document.createElement("script"),s0=document.getElementsByTagName("script")[0];
            s1.async=true;
            s1.src='https://embed.tawk.to/5a1/default';
            s1.charset='UTF-8';
            s1.setAttribute('crossorigin','*');
            s0.parentNode.insertBefore(s1,s0);
            })();
            </script>
            <!--End of Tawk.to Script-->
            """
        },
        {
            "Intercom", "https://widget.intercom.io", """
            <script>window.intercomSettings = { api_base: "https://api-iam.intercom.io", app_id: "abc" };</script>
            <script>(function(){var w=window;var ic=w.Intercom;if(typeof ic==="function"){ic('update',w.intercomSettings);}else{var d=document;var i=function(){i.c(arguments);};i.q=[];i.c=function(args){i.q.push(args);};w.Intercom=i;var l=function(){var s=d.createElement('script');s.type='text/javascript';s.async=true;s.src='https://widget.intercom.io/widget/' + 'abc';var x=d.getElementsByTagName('script')[0];x.parentNode.insertBefore(s,x);};if(document.readyState==='complete'){l();}else{w.addEventListener('load',l,false);}}})();</script>
            """
        },
        {
            "Crisp", "https://client.crisp.chat", """
            <script type="text/javascript">window.$crisp=[];window.CRISP_WEBSITE_ID="1-2";(function(){d=document;s=d.createElement("script");s.src="https://client.crisp.chat/l.js";s.async=1;d.getElementsByTagName("head")[0].appendChild(s);})();</script>
            """
        },
        {
            "Matomo", "https://matomo.example", """
            <!-- Matomo -->
            <script>
              var _paq = window._paq = window._paq || [];
              _paq.push(['trackPageView']);
              (function() {
                var u="//matomo.example/";
                _paq.push(['setTrackerUrl', u+'matomo.php']);
                _paq.push(['setSiteId', '1']);
                var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];
                g.async=true; g.src=u+'matomo.js'; s.parentNode.insertBefore(g,s);
              })();
            </script>
            <noscript><p><img referrerpolicy="no-referrer-when-downgrade" src="//matomo.example/matomo.php?idsite=1&amp;rec=1" style="border:0;" alt="" /></p></noscript>
            <!-- End Matomo Code -->
            """
        },
        {
            "Tag Manager", "https://www.googletagmanager.com", """
            <!-- Google Tag Manager -->
            <script>(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':
            new Date().getTime(),event:'gtm.js'});var f=d.getElementsByTagName(s)[0],
            j=d.createElement(s),dl=l!='dataLayer'?'&l='+l:'';j.async=true;j.src=
            'https://www.googletagmanager.com/gtm.js?id='+i+dl;f.parentNode.insertBefore(j,f);
            })(window,document,'script','dataLayer','GTM-XXXX');</script>
            <noscript><iframe src="https://www.googletagmanager.com/ns.html?id=GTM-XXXX" height="0" width="0" style="display:none;visibility:hidden"></iframe></noscript>
            """
        },
    };
}
