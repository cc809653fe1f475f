Console.Error.WriteLine("no role");
return 2;
